import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './server-process.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const binary = join(root, '.limen/nginx/usr/sbin/nginx');

/** deploy/nginx.conf as it stands, but for its port, certificate and where LIMEN is. */
const configuration = (given: {
  port: number;
  upstream: number;
  certificate: string;
  key: string;
}): string => {
  const text = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8');
  const changes: [string, string][] = [
    ['listen 443 ssl;', `listen 127.0.0.1:${given.port} ssl;`],
    ['/etc/ssl/vm.example.org.pem', given.certificate],
    ['/etc/ssl/vm.example.org.key', given.key],
    ['http://127.0.0.1:8080', `http://127.0.0.1:${given.upstream}`],
  ];
  return changes.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`deploy/nginx.conf has no '${from}' any more`);
    return all.replaceAll(from, to);
  }, text);
};

/** A real nginx on a port of the loopback, with the example of deploy/, in the foreground and all of it in `folder`. */
export const startNginx = async (given: {
  folder: string;
  upstream: number;
  certificate: string;
  key: string;
}): Promise<{ port: number; stop: () => Promise<void> }> => {
  const port = await freePort();
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  for (const name of temp) mkdirSync(join(given.folder, name), { recursive: true });
  const file = join(given.folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${join(given.folder, 'pid')}; error_log stderr;
events {}
http {
  access_log off;
  ${temp.map((name) => `${name}_temp_path ${join(given.folder, name)};`).join('\n  ')}
${configuration({ ...given, port })}
}
`,
  );
  const child = spawn(binary, ['-p', given.folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'exit');
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`);
    const socket = createConnection(port, '127.0.0.1');
    const answers = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      ended.then(() => false),
    ]);
    socket.destroy();
    if (answers) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
