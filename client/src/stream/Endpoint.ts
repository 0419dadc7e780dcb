/** Where a gateway is, and how it is asked. */
export interface Endpoint {
  /** `https://spate.example.org`, without a slash at its end; empty for the page's own. */
  readonly base: string;
  fetch(address: string, init?: RequestInit): Promise<Response>;
}

/** The gateway that served this page. */
export const ownEndpoint: Endpoint = { base: '', fetch: (address, init) => fetch(address, init) };

const STREAMS = '/v1/streams';

/** Where streams are started. */
export function streamsAt({ base }: Endpoint): string {
  return base + STREAMS;
}

/** Where one stream is. */
export function streamAt(endpoint: Endpoint, stream: string): string {
  return `${streamsAt(endpoint)}/${encodeURIComponent(stream)}`;
}
