import type { Frame } from '../stream/Frame';

/** The text of a piece, as JSON; its time has a column of its own. */
const TEXT = /^\{(?:"ms":\d+,)?"text":(".*")\}$/s;

/** The members of any other event. */
const MEMBERS = /^\{(?:"ms":\d+,?)?(.*)\}$/s;

/** More of a payload than this no row shows, in UTF-16 units. */
const LONGEST_PAYLOAD = 200;

/** What a frame carries, in one line. */
export function payloadOf({ data, type }: Frame): string {
  const start = data.length <= LONGEST_PAYLOAD ? data : `${data.slice(0, LONGEST_PAYLOAD)}…`;
  if (type !== 'message') return `${type} ${MEMBERS.exec(start)?.[1] ?? start}`;
  return TEXT.exec(start)?.[1] ?? MEMBERS.exec(start)?.[1] ?? start;
}

/** JSON that is no longer than this stays in one line, in UTF-16 units. */
const ONE_LINE = 44;

/** An event's JSON, indented unless it is short; what is none, as it is. */
export function pretty(data: string): string {
  try {
    return data.length <= ONE_LINE ? data : JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}
