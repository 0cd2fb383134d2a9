import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServerProcess } from '../apps/server/testing/server-process.ts';
import { median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';

/** The server with the web included: from its start with an existing home until it is ready, and its memory at rest. */
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
const first = await startProduct({ home, web: true });
const cookie = first.cookie;
await first.stop();

const ready: number[] = [];
const memory: number[] = [];
for (let round = 0; round < 5; round++) {
  const port = await freePort();
  const from = performance.now();
  const server = await startServerProcess({ home, port, web: true });
  ready.push((performance.now() - from) / 1000);
  // somebody opens the pages, and leaves
  for (const path of ['/', '/vms/new', '/images', '/users', '/about', '/']) {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    await reply.arrayBuffer();
  }
  // at rest: two minutes in which nothing happens
  await new Promise((resolve) => setTimeout(resolve, round === 4 ? 120_000 : 0));
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  memory.push(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000);
  await server.stop();
}
rmSync(home, { recursive: true, force: true });
report({
  figure: 'start with an existing home until it serves',
  unit: 's',
  ours: median(ready),
  target: '≤ 3 s',
  met: median(ready) <= 3,
});
const rest = memory.at(-1) ?? Number.NaN;
report({
  figure: 'memory at rest, with the web, two minutes after its pages were opened',
  unit: 'MB',
  ours: rest,
  target: '≤ 200 MB',
  met: rest <= 200,
});
process.exit();
