import type { Language } from './words';

const english = {
  /** OpenAI's parameters. */
  parameters: {
    temperature: 'How freely words are chosen. 0: always the likeliest one.',
    top_p: 'Only from the likeliest words, which have this share together.',
    top_k: 'Only from so many of the likeliest words.',
    min_p: 'Only from words that are at least this likely, compared with the likeliest.',
    max_tokens: 'After so many tokens the answer ends.',
    max_completion_tokens: 'After so many tokens, reasoning among them, the answer ends.',
    presence_penalty: 'Above 0, words that have not been used yet are preferred.',
    frequency_penalty: 'Above 0, a word is less likely the more often it has been used.',
    seed: 'The same seed gives the same answer, as far as the model can.',
    stop: 'The answer ends before this text.',
    reasoning_effort: 'How much it thinks before it answers.',
    verbosity: 'How long its answers are.',
  },
  /** A simulator's, faults among them. */
  knobs: {
    firstPieceMs: 'So many milliseconds it is silent at first.',
    tokensPerSecond: 'How fast it goes on. 0: as fast as it can.',
    everyMs: 'So many milliseconds lie between two times that it tells.',
    times: 'How often it tells the time. 0: without end.',
    jitter: 'How its delays vary. Their mean stays.',
    jitterPercent: 'How far its delays vary, up and down.',
    seed: 'The same seed gives the same delays. 0: others each time.',
    'fault.kind': 'fail: it ends with a code. stall: it falls silent. truncate: it breaks off.',
    'fault.code': 'What it is said to have failed of.',
    'fault.afterPieces': 'After so many pieces. 0: their number does not matter.',
    'fault.afterMs': 'Or after so many milliseconds, if that is earlier. Both 0: at once.',
  },
};

/** What each parameter and knob is, in one line, by its name. */
export type Hints = typeof english;

const chinese: Hints = {
  parameters: {
    temperature: '用词有多自由；0：总选最可能的词。',
    top_p: '只从最可能的、概率合计达到这个份额的词里选。',
    top_k: '只从这么多个最可能的词里选。',
    min_p: '只选相对于最可能的词，概率不低于这个比例的词。',
    max_tokens: '输出这么多 token 后，回答就结束。',
    max_completion_tokens: '输出这么多 token（含思考）后，回答就结束。',
    presence_penalty: '大于 0 时，优先选还没出现过的词。',
    frequency_penalty: '大于 0 时，一个词出现得越多，再出现的可能越小。',
    seed: '在模型能做到的范围内，种子相同，回答就相同。',
    stop: '回答会在这段文字之前结束。',
    reasoning_effort: '回答之前思考多少。',
    verbosity: '回答写得多长。',
  },
  knobs: {
    firstPieceMs: '开头沉默多少毫秒。',
    tokensPerSecond: '之后有多快；0：能多快就多快。',
    everyMs: '两次报时之间隔多少毫秒。',
    times: '报时多少次；0：不停。',
    jitter: '各次延迟怎样波动；平均值不变。',
    jitterPercent: '延迟上下波动的幅度。',
    seed: '种子相同，延迟就相同；0：每次都不同。',
    'fault.kind': 'fail：带错误代码结束；stall：不再出声；truncate：中途断掉。',
    'fault.code': '失败时给出的错误代码。',
    'fault.afterPieces': '在这么多片段之后；0：不看片段数。',
    'fault.afterMs': '或在这么多毫秒之后，以先到者为准；两者都为 0：立刻。',
  },
};

/** In every language. They are needed, and loaded, only where something can be set. */
export const hints: Readonly<Record<Language, Hints>> = { en: english, zh: chinese };
