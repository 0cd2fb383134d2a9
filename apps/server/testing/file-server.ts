import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A file server on the loopback that can be told to misbehave; each request it saw is kept. */
export type FileServer = {
  port: number;
  origin: string;
  /** Requests so far, in their order. */
  seen: { url: string; range: string | undefined; headers: IncomingMessage['headers'] }[];
  /** What is served; `null`: 404. */
  files: Map<string, Buffer | ((request: IncomingMessage, response: ServerResponse) => void)>;
  /** Called before each piece of a file; whoever cuts the connection ends it. */
  onPiece: (url: string, sent: number, response: ServerResponse) => Promise<void> | void;
  /** `none`: neither ETag nor date · `whole`: ranges are not understood. */
  ranges: 'yes' | 'none' | 'whole';
  close: () => Promise<void>;
};

const pieceBytes = 256 * 1024;

const drained = async (response: ServerResponse): Promise<void> => {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  over.abort();
};

export const startFileServer = async (address = '127.0.0.1'): Promise<FileServer> => {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '';
    self.seen.push({ url, range: request.headers.range, headers: request.headers });
    const file = self.files.get(url);
    if (file === undefined) {
      response.writeHead(404).end('no such file');
      return;
    }
    if (typeof file === 'function') {
      file(request, response);
      return;
    }
    const etag = `"${createHash('sha256').update(file).digest('hex').slice(0, 16)}"`;
    const wanted = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const start =
      self.ranges === 'yes' && wanted !== undefined && request.headers['if-range'] === etag
        ? Number(wanted)
        : 0;
    if (start > 0 && start >= file.length) {
      response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end();
      return;
    }
    response.writeHead(start === 0 ? 200 : 206, {
      'content-length': file.length - start,
      ...(self.ranges === 'none' ? {} : { etag }),
      ...(start === 0 ? {} : { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` }),
    });
    for (let at = start; at < file.length; at += pieceBytes) {
      await self.onPiece(url, at, response);
      if (response.destroyed) return;
      if (!response.write(file.subarray(at, at + pieceBytes))) await drained(response);
    }
    response.end();
  };
  server.listen(0, address);
  await once(server, 'listening');
  const at = server.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  const self: FileServer = {
    port,
    origin: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    seen: [],
    files: new Map(),
    onPiece: () => undefined,
    ranges: 'yes',
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return self;
};
