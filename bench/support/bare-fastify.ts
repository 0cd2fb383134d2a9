import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

/** The raw limit of a reply: Fastify sending bytes that it has. Arguments: a file; prints its port. */
const body = readFileSync(process.argv[2] ?? '');
const app = Fastify();
app.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${new URL(app.listeningOrigin).port}\n`);
