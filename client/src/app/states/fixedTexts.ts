/** What is said in the states, in which every block of Markdown is once. */

export const essay = `A language model doesn't compose an answer and then hand it over. It predicts one token, appends that to everything before it, and predicts the next. A long answer takes half a minute to finish, yet its first word is ready within a second.

What this needs is modest. The prompt goes up once; then the answer comes down, piece by piece, in one direction. **Server-sent events** are exactly that: an ordinary HTTP response that hasn't ended yet. Its body is plain text, a few lines for each event and a blank line after it.

It has its limits. It carries text only. A browser's \`EventSource\` can't send a POST, so chat clients read the response of \`fetch\` instead.`;

export const chinese = `背压（backpressure）是下游告诉上游“**慢一点**”的方式。生产者每写入一个 event，读者便多一个位置；读者跟不上时，位置之间的距离就会变大。

网关不必为此停下：事件已经写进日志，每个读者按自己的节奏去取。真正需要限制的，是日志能占多少内存：

1. 每个流有一个上限，到了就以 \`stream_full\` 结束；
2. 所有流合在一起也有一个上限；
3. 结束的流保留一小时，之后被忘记。

> 离开不等于取消：读者走了，答案还在继续。`;

export const everything = `# Back-off with jitter

A client that has lost its gateway tries again, *later each time*, and at a **random** moment, or ten thousand of them come back at once. See [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110), and the note.[^1]

## In code

\`\`\`ts
/** How long to wait before the next attempt. */
export function backOff(attempt: number, random = Math.random): number {
  const longest = Math.min(500 * 2 ** attempt, 10_000);
  return longest / 2 + (random() * longest) / 2; // never nothing, and never all at the same time
}
\`\`\`

| attempt | at least | at most |
|---|--:|--:|
| first | 250 ms | 500 ms |
| third | 1,000 ms | 2,000 ms |
| sixth and later | 5,000 ms | 10,000 ms |

### What to hold on to

- the position, which is all that a reader owns
  - and the text up to it
- the key of the request
1. [x] try at once when the network is back
2. [ ] never give up while somebody looks

The longest wait is $\\min(500 \\cdot 2^n, 10^4)$, and in the mean

$$
\\bar t = \\tfrac{3}{4} \\cdot \\min\\left(500 \\cdot 2^n,\\ 10^4\\right)
$$

> Leaving is not *cancelling*.

![A river gauge at high water](https://example.com/gauge.png)

---

[^1]: Jitter matters more than the curve.`;

export const longQuestion = `We run a gateway in front of several model servers, and our users complain that answers break off when their laptops change from the office network to a phone.

So far the browser opens an EventSource for each answer, and when it breaks we start over, which costs us the whole answer again, and sometimes gives another one.

1. What would it take to go on from where the answer was?
2. What has to be kept, where, and for how long?
3. How does this go together with a load balancer that knows nothing of our streams?
4. And what if the gateway itself is restarted in the middle?

Please be brief.`;

export const reasoning = `They ask for the level at the bridge. I don't know it by myself; there is a tool for it, which takes the name of the place and a unit. Metres are what the question is in.`;
