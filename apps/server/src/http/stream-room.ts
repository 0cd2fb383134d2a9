import type { IncomingMessage } from 'node:http';
import type { Route } from '@limen/contract/route';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** tus, "PATCH": what its bytes come as. */
const streamType = 'application/offset+octet-stream';

/** So much of a body that nobody wants is read to its end, so that a browser, which reads only then, hears why. */
const readAnywayBytes = 64 * 1024 ** 2 + 1024;

type Room = Pick<FastifyInstance, 'route'>;

/** Where a route is mounted: one whose body is a stream in a room of its own, where nothing reads bodies but its handler. */
export const roomOf = (app: FastifyInstance, route: Route): Room => {
  if (route.stream === undefined) return app;
  const mount = (options: Parameters<Room['route']>[0]): FastifyInstance => {
    void app.register(async (room) => {
      room.removeAllContentTypeParsers();
      room.addContentTypeParser(streamType, (_request, _body, done) => done(null));
      room.addHook('onSend', async (request, reply) => {
        if (reply.statusCode >= 400) leaveBody(request.raw, reply);
      });
      room.route(options);
    });
    return app;
  };
  // Fastify's own is generic in what its handlers are given, which is all the same to whoever passes it on
  return { route: mount as Room['route'] };
};

/** What is left of the body of a request that was refused: read and forgotten, or the connection ends with the answer. */
const leaveBody = (incoming: IncomingMessage, reply: FastifyReply): void => {
  const { 'content-length': told, 'transfer-encoding': chunked } = incoming.headers;
  const length = Number(told ?? (chunked === undefined ? 0 : Infinity));
  if (incoming.complete || length <= readAnywayBytes) incoming.resume();
  else void reply.header('connection', 'close');
};
