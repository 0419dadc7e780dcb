/** One server-sent event, as WHATWG HTML §9.2 dispatches it. */
export interface SseEvent {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

/** Bytes in, events out, however the network has cut the bytes up. */
export class SseParser {
  readonly #decoder = new TextDecoder();
  #line = '';
  #afterCr = false;
  #data = '';
  #type = '';
  #lastEventId = '';

  push(bytes: Uint8Array): SseEvent[] {
    const text = this.#decoder.decode(bytes, { stream: true });
    const events: SseEvent[] = [];
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text[at];
      if (char !== '\n' && char !== '\r') {
        this.#afterCr = false;
        continue;
      }
      if (char === '\r' || !this.#afterCr) {
        this.#take(this.#line + text.slice(start, at), events);
        this.#line = '';
      }
      this.#afterCr = char === '\r';
      start = at + 1;
    }
    this.#line += text.slice(start);
    return events;
  }

  #take(line: string, events: SseEvent[]): void {
    if (line === '') {
      this.#dispatch(events);
      return;
    }
    const colon = line.indexOf(':');
    if (colon < 0) {
      this.#field(line, '');
    } else if (colon > 0) {
      const skipped = line[colon + 1] === ' ' ? 2 : 1;
      this.#field(line.slice(0, colon), line.slice(colon + skipped));
    }
  }

  // `retry` is left out: the follower has a back-off of its own.
  #field(name: string, value: string): void {
    if (name === 'data') this.#data += `${value}\n`;
    else if (name === 'event') this.#type = value;
    else if (name === 'id' && !value.includes('\0')) this.#lastEventId = value;
  }

  #dispatch(events: SseEvent[]): void {
    if (this.#data !== '') {
      events.push({
        type: this.#type || 'message',
        data: this.#data.slice(0, -1),
        lastEventId: this.#lastEventId,
      });
    }
    this.#data = '';
    this.#type = '';
  }
}
