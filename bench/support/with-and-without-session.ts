import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../../apps/server/src/app.ts';
import type { Actor } from '../../apps/server/src/auth/policy.ts';
import type { Deps } from '../../apps/server/src/deps.ts';
import { startTestServer } from '../../apps/server/testing/server.ts';
import { makeThings } from '../../apps/server/testing/things.ts';

/**
 * The product twice in one process on one database: as it is, and with the answer to "who asks?" given instead of looked
 * up. Prints both ports, a machine's id and its owner's cookie; ends when its parent does.
 */
const server = await startTestServer();
const things = await makeThings(server);
const cookie = server.cookieOf('owner');
const port = await server.listen();
const actor = await server.deps.actors.of({ cookie });
if (!actor) throw new Error('nobody');
const known = { of: async (): Promise<Actor> => actor, prolong: async (): Promise<string[]> => [] };
// only these are asked
const open = await buildApp({ ...server.deps, actors: known as unknown as Deps['actors'] });
await open.http.listen({ port: 0, host: '127.0.0.1' });
// a TCP server's address is always one
const { port: openPort } = open.http.server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port, openPort, vmId: things.vmId, cookie })}\n`);
await once(process, 'SIGTERM');
await open.http.close();
await server.close();
process.exit();
