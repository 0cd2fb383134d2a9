import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { interleave, median, report } from './support/measure.ts';
import { startBeside, startProduct } from './support/product.ts';

/**
 * An upload as the page does it (tus, PATCHes of 64 MiB, then twice as much each, up to 1 GiB) until the server has all of it safely, beside the
 * same bytes to a bare Node server that pipes them into a file of the same disk; and what a sparse file costs in memory.
 *
 * node bench/uploads.ts [GiB of the sparse file, 2 unless told otherwise; the promise is about 20]
 */
const MiB = 1024 ** 2;
/** As apps/web/lib/sending.ts has it. */
const leastChunkBytes = 64 * MiB;
const mostChunkBytes = 1024 * MiB;
const fileBytes = 1024 * MiB;
const sparseBytes = Number(process.argv[2] ?? 2) * 1024 * MiB;

const product = await startProduct();
const bare = await startBeside('bare-upload-server.ts', join(product.home, 'bare'));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const pieces = Array.from({ length: 16 }, () => randomBytes(4 * MiB));
const nothing = [Buffer.alloc(4 * MiB)];

type Sent = { status: number; offset: number };
/** One request of so many bytes, as fast as it is taken. */
const send = async (
  to: { port: number; method: string; path: string; headers: Record<string, string> },
  bytes: readonly Buffer[],
  lengthBytes: number,
): Promise<Sent> => {
  const headers = { ...to.headers, 'content-length': String(lengthBytes) };
  const asked = request({
    port: to.port,
    host: '127.0.0.1',
    method: to.method,
    path: to.path,
    agent,
    headers,
  });
  const answered = once(asked, 'response');
  let left = lengthBytes;
  for (let n = 0; left > 0; n += 1) {
    // a piece for every turn of the loop
    const piece = bytes[n % bytes.length] ?? Buffer.alloc(0);
    if (!asked.write(piece.subarray(0, left))) await once(asked, 'drain');
    left -= Math.min(left, piece.length);
  }
  asked.end();
  const [reply] = await answered;
  const { statusCode, headers: said } = reply as { statusCode: number; headers: Record<string, string> };
  (reply as NodeJS.ReadableStream).resume();
  await once(reply as NodeJS.ReadableStream, 'end');
  return { status: statusCode, offset: Number(said['upload-offset']) };
};

const tus = { cookie: product.cookie, 'x-limen-request': '1', 'tus-resumable': '1.0.0' };
/** @returns seconds until everything was acknowledged */
const upload = async (bytes: readonly Buffer[], lengthBytes: number, look?: () => void): Promise<number> => {
  // one byte more is announced, so that nobody looks at the file while the next is measured
  const body = { name: 'bench', fileName: 'bench.raw', lengthBytes: lengthBytes + 1 };
  const { upload: begun } = await product.ask<{ upload: { url: string } }>('POST', '/api/uploads', body);
  const from = performance.now();
  let chunkBytes = leastChunkBytes;
  for (let offset = 0; offset < lengthBytes; chunkBytes = Math.min(mostChunkBytes, chunkBytes * 2)) {
    const headers = {
      ...tus,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    };
    const to = { port: product.port, method: 'PATCH', path: begun.url, headers };
    const sent = await send(to, bytes, Math.min(chunkBytes, lengthBytes - offset));
    if (sent.status !== 204) throw new Error(`PATCH: ${sent.status}`);
    offset = sent.offset;
    look?.();
  }
  const seconds = (performance.now() - from) / 1000;
  const reply = await fetch(`http://127.0.0.1:${product.port}${begun.url}`, {
    method: 'DELETE',
    headers: tus,
  });
  if (!reply.ok) throw new Error(`DELETE: ${reply.status}`);
  return seconds;
};

const barePort = Number(bare.line);
const plain = async (): Promise<number> => {
  const from = performance.now();
  const { status } = await send({ port: barePort, method: 'PUT', path: '/', headers: {} }, pieces, fileBytes);
  if (status !== 204) throw new Error(`PUT: ${status}`);
  return (performance.now() - from) / 1000;
};

const rate = (seconds: number[]): number => fileBytes / MiB / median(seconds);
const measured = await interleave(5, { ours: () => upload(pieces, fileBytes), raw: plain });
const ratio = rate(measured.ours) / rate(measured.raw);
report({
  figure: 'an upload, until all of it is safely on the disk',
  unit: 'MiB/s',
  ours: rate(measured.ours),
  raw: rate(measured.raw),
  ratio,
  target: '≥ 0.5 × a bare server that pipes to a file',
  met: ratio >= 0.5,
});

const rssMb = (): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${product.server.child.pid}/status`, 'utf8'))?.[1]) /
  1000;
const before = rssMb();
let most = before;
await upload(nothing, sparseBytes, () => {
  most = Math.max(most, rssMb());
});
report({
  figure: `memory while a sparse file of ${Math.round(sparseBytes / 1024 / MiB)} GiB comes in`,
  unit: 'MB',
  ours: most - before,
  target: '< 50 MB more than before',
  met: most - before < 50,
});
bare.stop();
agent.destroy();
await product.stop();
process.exit();
