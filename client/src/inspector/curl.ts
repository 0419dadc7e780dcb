const STREAMS = '/v1/streams';

/** Characters that no POSIX shell makes anything of. */
const PLAIN = /^[\w%+,./:=@-]+$/;

/** A word as a POSIX shell reads it back, whatever is in it but NUL. */
export function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * A command that starts a stream as this one was started. It has neither the key, which would find
 * the old stream, nor the lifetime, so that what Ctrl-C leaves doesn't go on for long.
 */
export function startCommand(origin: string, body: object): string {
  return command(
    ['curl', '-N', `${origin}${STREAMS}`],
    ['-H', 'Content-Type: application/json'],
    ['-H', 'Accept: text/event-stream'],
    ['--data-raw', JSON.stringify(body)],
  );
}

/** A command that follows a stream after a position; 0 is its start. */
export function followCommand(origin: string, stream: string, after: number): string {
  const words = ['curl', '-N', `${origin}${STREAMS}/${encodeURIComponent(stream)}?times=true`];
  return after === 0 ? command(words) : command(words, ['-H', `Last-Event-ID: ${stream}-${after}`]);
}

function command(...lines: readonly (readonly string[])[]): string {
  return lines.map((words) => words.map(quoted).join(' ')).join(' \\\n  ');
}
