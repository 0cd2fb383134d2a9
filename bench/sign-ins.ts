import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { percentile, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import type { Flood, Flooded } from './support/sign-in-flood.ts';

/**
 * A thousand people sign in at the same moment, half of them as nobody and half of the rest with a wrong password: each is
 * answered, the memory for it is bounded, and nobody else waits. Who signs in and who reads meanwhile are two processes.
 */
const many = 1000;
const answers = new Set([200, 401, 429, 503]);
const product = await startProduct({ env: { LIBVIRT_URI: 'qemu:///system?socket=/nowhere' } });
const rssMB = (): number => {
  const status = readFileSync(`/proc/${product.server.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000;
};
/** As an open page: on a connection that is there already. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const read = async (): Promise<number> => {
  const from = performance.now();
  const asked = get({ port: product.port, path: '/api/vms', agent, headers: { cookie: product.cookie } });
  const [reply] = (await once(asked, 'response')) as [IncomingMessage];
  await once(reply.resume(), 'end');
  if (reply.statusCode !== 200) throw new Error(`a reader was answered ${reply.statusCode}`);
  return performance.now() - from;
};
for (let n = 0; n < 200; n++) await read();

const before = rssMB();
let peak = before;
const waits: number[] = [];
const child = fork(fileURLToPath(new URL('support/sign-in-flood.ts', import.meta.url)));
const flood: Flood = { port: product.port, many, userName: 'admin', password: 'correct horse battery' };
child.send(flood);
const reading = new AbortController();
const reader = (async () => {
  while (!reading.signal.aborted) {
    waits.push(await read());
    peak = Math.max(peak, rssMB());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
})();
// our own child's words
const [{ statuses, seconds }] = (await once(child, 'message')) as [Flooded];
reading.abort();
await reader;
const answered = statuses.filter((status) => answers.has(status)).length;
const p99 = percentile(waits, 99);
report({
  figure: `${many} sign-ins at once, answered with 200, 401, 429 or 503`,
  unit: 'of them',
  ours: answered,
  target: 'every one',
  met: answered === many,
});
report({ figure: 'until the last was answered', unit: 's', ours: seconds, target: '–', met: true });
report({
  figure: 'a read of an open page meanwhile, p99',
  unit: 'ms',
  ours: p99,
  target: '< 250 ms',
  met: p99 < 250,
});
report({
  figure: 'memory for it',
  unit: 'MB',
  ours: peak - before,
  target: '< 150 MiB',
  met: peak - before < 157,
});
agent.destroy();
await product.stop();
process.exit();
