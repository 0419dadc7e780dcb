/** How many, with its noun. */
function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

export const chat = {
  transcript: 'Conversation',
  /** Who speaks, in an exported file. */
  speakers: { question: 'Question', reply: (model: string) => `Answer by ${model}` },
  loading: 'Opening the conversation…',
  showEarlier: (turns: number) => `Show ${count(turns, 'earlier question')}`,
  toEnd: 'To the end',
  toEndFresh: 'To the end, where there is new text',

  empty: {
    heading: 'Ask, and watch it arrive.',
    about: 'Reload the page, or pull the plug in the middle: the answer goes on.',
    starters: 'To begin with',
    names: {
      prose: 'Read an essay',
      code: 'See some code',
      chinese: 'Hear it in Chinese',
      long: 'Take 20,000 tokens',
      tools: 'Think first, then call a tool',
    } as Readonly<Record<string, string>>,
    prompts: {
      prose: 'Write me a short essay.',
      code: 'Show me how it is done in code.',
      chinese: '请用中文回答。',
      long: 'Write 20,000 tokens, all in one answer.',
      tools: 'What is the weather like? Think about it, and look it up.',
    } as Readonly<Record<string, string>>,
    other: (model: string) => `Play ${model}`,
    otherPrompt: 'Play it from the start.',
  },

  question: {
    edit: 'Edit the question',
    copy: 'Copy the question',
    showAll: 'Show all',
    showLess: 'Show less',
    field: 'The question in other words',
    save: 'Ask again',
    leave: 'Cancel',
  },

  branch: {
    questions: 'Versions of the question',
    replies: 'Answers to the question',
    previous: 'Previous',
    next: 'Next',
    place: (place: number, of: number) => `${place} / ${of}`,
    said: (place: number, of: number) => `${place} of ${of}`,
  },

  reply: {
    copy: 'Copy as Markdown',
    copied: 'Copied',
    notCopied: "The browser doesn't let this page copy.",
    regenerate: 'Answer again',
    regenerateWith: (model: string) => `Answer again with ${model}`,
    inspect: 'Inspect the stream',
    link: 'Copy a link to the stream',
    linkCopied: 'Link copied',
    more: 'More',
    reasons: 'Thinking…',
    reasoned: (time: string | undefined) => (time ? `Thought for ${time}` : 'Thoughts'),
    toolCall: 'Tool call',
    toolArguments: 'Arguments',
    resumed: (position: string, away: string) => `resumed at ${position} · ${away}`,
    continued: 'continued',
  },

  connection: {
    offline:
      'You are offline. The answer goes on at the gateway; the rest comes when you are back.',
    retrying: 'Connection lost · trying again',
    retryIn: (time: string) => `Connection lost · trying again in ${time}`,
    busy: 'Trying again.',
    busyIn: (time: string) => `Next try in ${time}.`,
  },

  ending: {
    cancelled: 'Stopped.',
    length: 'Cut short at the length limit.',
    contentFilter: "Ended by the model's content filter.",
    toolCalls: "It wants a tool to be called, which this page doesn't do.",
    other: (reason: string) => `Ended: ${reason}.`,
    finishedAndForgotten: (ended: string, forgotten: string) =>
      `Finished ${ended}, forgotten by the gateway ${forgotten}.`,
    finishedThenForgotten: (ended: string) =>
      `Finished ${ended}, and forgotten by the gateway since.`,
    forgotten: (at: string) => `Forgotten by the gateway ${at}.`,
    /** After one of these, where there is some text. */
    above: ' What this page had read is above.',
    gone: 'The gateway has forgotten this answer, or lost it in a restart.',
    abandoned: 'Stopped without waiting for the gateway. It may still be answering there.',
    retry: 'Retry',
    goOn: 'Continue',
  },

  stats: {
    label: 'When its pieces came',
    firstPiece: (time: string) => `first ${time}`,
    firstPieceLong: 'Time to the first piece',
    rate: (tokens: string) => `${tokens} tok/s`,
    rateLong: 'Tokens per second',
    gapsLong: 'Between two pieces: half of the gaps, and 99 of 100, are no longer than this',
    reconnects: (times: number) => count(times, 'reconnect'),
    tokens: (input: string | undefined, output: string) =>
      input === undefined ? `${output} tok` : `${input} → ${output} tok`,
    tokensLong: 'Tokens of the question, and of the answer',
    estimated: 'estimated',
  },

  composer: {
    label: 'Question',
    placeholder: 'Ask',
    placeholderNext: 'Ask the next question',
    send: 'Send',
    queue: 'Queue',
    cancel: 'Stop',
    cancelling: 'Stopping…',
    abandon: "Don't wait",
    queued: 'Questions that wait for the answer to end',
    unqueue: (text: string) => `Don't ask: ${text}`,
  },

  models: {
    label: 'Model',
    unknown: 'No model',
    gatewayDefault: 'default',
    missing: (model: string) => `${model} (gone)`,
    search: 'Find a model',
    none: 'No model is called that.',
    loading: 'Loading models…',
    failed: "The models can't be loaded.",
    again: 'Load models',
  },

  parameters: {
    title: 'Parameters',
    changed: (number: number) => `${count(number, 'parameter')} set`,
    close: 'Done',
    reset: 'Reset all',
    resetOne: (name: string) => `Reset ${name}`,
    none: 'This model has nothing to set.',
    byItself: 'default',
    simulator: 'Simulator',
    noFault: 'none',
  },

  system: {
    title: 'System prompt',
    set: 'There is one',
    text: 'What the model is told before every question of this conversation',
    placeholder: 'Be brief.',
    kept: 'Kept',
    keep: 'Keep',
    keepAs: 'Keep it under a name',
    remove: (name: string) => `Delete “${name}”`,
    clear: 'Clear',
    close: 'Done',
  },

  stream: {
    title: 'Stream',
    shared: 'You only read along. Nothing here changes the stream.',
    save: 'Save as conversation',
    loading: 'Looking for the stream…',
    gone: "The gateway doesn't have this stream",
    goneAbout: 'It has been deleted, or over for a while; or the link is not whole.',
    failed: "The stream can't be read",
    again: 'Try again',
    earlier: (messages: number) => `after ${count(messages, 'earlier message')}`,
    noQuestion: 'No question',
  },

  said: {
    waiting: 'Waiting for the answer.',
    answering: 'Answering.',
    complete: (words: number) => `Answer complete, ${count(words, 'word')}.`,
    lost: 'Connection lost. Trying again.',
    regained: 'Connected again.',
  },
};
