import type { Frame } from '../stream/Frame';
import type { Line } from './Line';

/** `{"ms":212,` at the start of an event's JSON, or just its brace. */
const START = /^\{(?:"ms":(\d+),?)?/;

/**
 * The events as lines, as the gateway itself sends them as NDJSON; an empty line is a heartbeat. It
 * is a tape, which the simulator `script` can play. Numbers stay as they were written.
 */
export function ndjson(lines: readonly Line[]): string {
  let text = '';
  for (const line of lines) {
    if (line.kind !== 'frame' || line.duplicate) continue;
    text += line.position === undefined ? '\n' : `${event(line.frame, line.position)}\n`;
  }
  return text;
}

function event({ type, data }: Frame, position: number): string {
  const [start = '', ms] = START.exec(data) ?? [];
  const rest = data.slice(start.length);
  const members = [
    `"position":${position}`,
    ...(ms === undefined ? [] : [`"ms":${ms}`]),
    ...(type === 'message' ? [] : [`"event":${JSON.stringify(type)}`]),
  ];
  return `{${members.join(',')}${rest === '}' ? '' : ','}${rest}`;
}
