/** What a connection delivers as one: an event, or a heartbeat. */
export interface Frame {
  /** The event's name; `message` for a piece; `heartbeat` for what is no event. */
  readonly type: string;
  /** An event's JSON, a heartbeat's comment. */
  readonly data: string;
  /** `<stream>-<position>`, or empty where it has none. */
  readonly id: string;
  /** On the wire, with its line ends. */
  readonly bytes: number;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
}

/** The type of what is no event: an event of this name is taken for one, and counts for nothing. */
export const HEARTBEAT = 'heartbeat';
