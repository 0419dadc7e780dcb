import { journal } from './gateway.js';

/** The number of the request with this content, for which it waits. */
export function asked(content) {
  return read(`asked?content=${encodeURIComponent(content)}`);
}

/** Whether the caller of that request hangs up within so many milliseconds, for which it waits. */
export function hangsUp(request, milliseconds) {
  return read(`hung-up?request=${request}&ms=${milliseconds}`);
}

async function read(path) {
  const response = await fetch(`${journal}/${path}`);
  return response.json();
}
