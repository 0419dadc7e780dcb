import { type Frame, HEARTBEAT } from './Frame';

/** How much an unfinished event may hold: more than a stream may say in all, escaped. */
const MOST_UNFINISHED_CHARS = 64 * 1024 * 1024;

/**
 * Bytes in, frames out, however the network has cut the bytes up. Events are dispatched as WHATWG
 * HTML §9.2 says, and comments, which it drops, are heartbeats as soon as their line is whole. A
 * frame's bytes are all those since the frame before it. One parser reads one body.
 */
export class SseParser {
  readonly #decoder = new TextDecoder();
  #line = '';
  #afterCr = false;
  #bytes = 0;
  #data: string | undefined;
  #type = '';
  #lastEventId = '';

  /** The frames that these bytes complete, at this time; throws a SyntaxError at one without end. */
  push(bytes: Uint8Array, at: number): Frame[] {
    const text = this.#decoder.decode(bytes, { stream: true });
    const frames: Frame[] = [];
    let lf = text.indexOf('\n');
    let cr = text.indexOf('\r');
    let from = 0;
    let fromByte = 0;
    while (lf >= 0 || cr >= 0) {
      const atLf = cr < 0 || (lf >= 0 && lf < cr);
      const end = atLf ? lf : cr;
      // In UTF-8 no other character holds these bytes, so the text's next line end is the bytes'.
      const next = bytes.indexOf(atLf ? 0x0a : 0x0d, fromByte) + 1;
      this.#bytes += next - fromByte;
      if (!(atLf && this.#afterCr && end === from && this.#line === '')) {
        this.#take(this.#line + text.slice(from, end), at, frames);
        this.#line = '';
      }
      this.#afterCr = !atLf;
      from = end + 1;
      fromByte = next;
      if (atLf) lf = text.indexOf('\n', from);
      else cr = text.indexOf('\r', from);
    }
    this.#bytes += bytes.length - fromByte;
    this.#line += text.slice(from);
    if (this.#line.length + (this.#data?.length ?? 0) > MOST_UNFINISHED_CHARS) {
      throw new SyntaxError(`an event of more than ${MOST_UNFINISHED_CHARS} characters`);
    }
    return frames;
  }

  #take(line: string, at: number, frames: Frame[]): void {
    if (line === '') {
      this.#dispatch(at, frames);
      return;
    }
    const colon = line.indexOf(':');
    if (colon < 0) {
      this.#field(line, '');
      return;
    }
    const value = line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (colon > 0) this.#field(line.slice(0, colon), value);
    else frames.push({ type: HEARTBEAT, data: value, id: '', bytes: this.#counted(), at });
  }

  // `retry` is left out: the follower has a back-off of its own.
  #field(name: string, value: string): void {
    if (name === 'data') {
      this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    } else if (name === 'event') this.#type = value;
    else if (name === 'id' && !value.includes('\0')) this.#lastEventId = value;
  }

  #dispatch(at: number, frames: Frame[]): void {
    if (this.#data !== undefined) {
      const type = this.#type || 'message';
      frames.push({ type, data: this.#data, id: this.#lastEventId, bytes: this.#counted(), at });
    }
    this.#data = undefined;
    this.#type = '';
  }

  #counted(): number {
    const bytes = this.#bytes;
    this.#bytes = 0;
    return bytes;
  }
}
