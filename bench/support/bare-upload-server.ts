import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { portOf } from './port-of.ts';

/** Pipes what it is sent into one file, makes it safe, answers. The least a server can do. */
const path = process.argv[2] ?? '';
const server = createServer((incoming, answer) => {
  void (async () => {
    const file = await open(path, 'w');
    await pipeline(incoming, createWriteStream('', { fd: file.fd, autoClose: false }));
    await file.datasync();
    await file.close();
    await rm(path);
    answer.writeHead(204).end();
  })();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${portOf(server)}\n`));
