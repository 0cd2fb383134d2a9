import { once } from 'node:events';
import { Agent, request } from 'node:http';

/** Signs in many times at once, told by its parent, each on a connection of its own; half of the names are nobody's. */
export type Flood = { port: number; many: number; userName: string; password: string };
export type Flooded = { statuses: number[]; seconds: number };

const signIn = (flood: Flood, agent: Agent, n: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'x-limen-request': '1', 'content-type': 'application/json' };
    const asked = request(
      { port: flood.port, path: '/api/session', method: 'POST', agent, headers },
      (reply) => {
        reply.resume().on('end', () => resolve(reply.statusCode ?? 0));
      },
    );
    asked.on('error', reject);
    asked.end(
      JSON.stringify({
        userName: n % 2 === 0 ? flood.userName : `somebody${n}`,
        password: n % 4 === 0 ? flood.password : 'a wrong one, of course',
      }),
    );
  });

// our parent's words
const [flood] = (await once(process, 'message')) as [Flood];
const agent = new Agent({ maxSockets: flood.many });
const from = performance.now();
const statuses = await Promise.all(Array.from({ length: flood.many }, (_, n) => signIn(flood, agent, n)));
process.send?.({ statuses, seconds: (performance.now() - from) / 1000 } satisfies Flooded);
process.disconnect();
