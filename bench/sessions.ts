import { randomUUID } from 'node:crypto';
import { type Actor, audienceOf, may } from '../apps/server/src/auth/policy.ts';
import { load } from './support/http-load.ts';
import { interleave, median, report } from './support/measure.ts';
import { startBeside } from './support/product.ts';

/** What it costs to know who asks: a machine by its id with the session looked up, beside the same without that. */
const beside = await startBeside('./with-and-without-session.ts');
// our own child's words
const { port, openPort, vmId, cookie } = JSON.parse(beside.line) as {
  port: number;
  openPort: number;
  vmId: string;
  cookie: string;
};
const ask = async (at: number): Promise<number> =>
  (await load({ port: at, path: `/api/vms/${vmId}`, headers: { cookie }, requests: 8000, connections: 8 }))
    .perSecond;
const results = await interleave(9, { raw: () => ask(openPort), ours: () => ask(port) });
beside.stop();
const [ours, raw] = [median(results.ours), median(results.raw)];
report({
  figure: 'a read with its session looked up, beside the same without',
  unit: 'req/s',
  ours,
  raw,
  ratio: ours / raw,
  target: '≥ 0.6 × without',
  met: ours / raw >= 0.6,
});

/** What the policy adds to a read or to a frame: both questions, about an object with fifty shares. */
const person = (n: number): Actor => ({
  userId: `user-${n}`,
  userName: 'u',
  displayName: 'U',
  role: 'user',
  approval: 'approved',
  sessionId: randomUUID(),
  token: n % 3 === 0 ? { id: randomUUID(), scope: 'operate' } : null,
});
const people = Array.from({ length: 100 }, (_, n) => person(n));
const object = {
  ownerId: 'user-1',
  shares: new Map(
    people.slice(0, 50).map((p, n) => [p.userId, n % 2 === 0 ? 'viewer' : 'operator'] as const),
  ),
};
const asked = 200_000;
let seen = 0;
const policy = await interleave(9, {
  ours: async () => {
    const from = performance.now();
    for (let n = 0; n < asked; n++) {
      const actor = people[n % people.length];
      if (actor && may(actor, 'vm:read', object)) seen += audienceOf(actor, object).length;
    }
    return ((performance.now() - from) * 1000) / asked;
  },
});
if (seen === 0) throw new Error('nobody saw anything');
report({
  figure: 'the policy, asked once',
  unit: 'µs',
  ours: median(policy.ours),
  target: '< 20 µs',
  met: median(policy.ours) < 20,
});
process.exit();
