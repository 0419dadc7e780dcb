import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * An address behind which `address` is, over connections that break after so many chunks of reply, and between two of
 * them: where nothing but the missing end of the reply tells that it isn't whole.
 *
 * @param {string} address
 * @param {number} chunks
 * @param {boolean} reset whether the client is told by a reset, or as by a server that is done
 */
export async function cutBetweenChunks(address, chunks, reset) {
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(address).port), '127.0.0.1');
    let reply = '';
    client.pipe(upstream);
    upstream.setEncoding('latin1').on('data', (bytes) => {
      const passed = reply.length;
      reply += bytes;
      const end = endOfChunk(reply, chunks);
      client.write(reply.slice(passed, end), 'latin1');
      if (end > reply.length) return;
      upstream.destroy();
      if (reset) client.resetAndDestroy();
      else client.end();
    });
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Of as many as that: past the end, if they have not come yet. */
function endOfChunk(reply, chunks) {
  let end = 0;
  for (let i = 0; i < chunks; i++) {
    const last = reply.indexOf('\n\n\r\n', end);
    if (last < 0) return Number.POSITIVE_INFINITY;
    end = last + 4;
  }
  return end;
}
