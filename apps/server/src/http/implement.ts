import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import {
  type BodyOf,
  isChange,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type Route,
  type RouteTable,
} from '@limen/contract/route';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { recordRefusal } from '../audit/record-refusal.ts';
import type { Asked, Request } from '../auth/asked.ts';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { invalid } from './errors.ts';
import { onceKeyOf, replyOnce } from './idempotency.ts';
import { sendLines } from './json-lines.ts';
import type { LiveReplies } from './live-replies.ts';
import { Origins } from './origins.ts';
import { roomOf } from './stream-room.ts';
import { type FileAnswer, sendFile } from './send-file.ts';
import type { PageRequests } from './page-requests.ts';

/** What a handler is given: everything parsed, the person known where the route asks for one. */
export type RequestOf<R extends Route> = {
  actor: R['access'] extends 'public' ? Actor | null : Actor;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  /** Who asks, for the verbs; also where anybody may ask: `request` is what is known then. */
  asked: R['access'] extends 'public' ? undefined : Asked;
  request: Request;
  headers: IncomingHttpHeaders;
  /** Adds `Set-Cookie` headers as better-auth made them. */
  setCookies: (cookies: string[]) => void;
  /** Of a route that answers 303: where the browser goes on to, a path of ours. */
  goOn: (path: string) => void;
  /** Of a route with `stream`: the request itself, its body not read. */
  incoming: R extends { stream: string } ? IncomingMessage : undefined;
  /** Of a route with `stream`: headers of the answer, and of a refusal. */
  say: (headers: Record<string, string>) => void;
};
/** What the handler of a route with `stream` is given. */
export type StreamRequest<P> = {
  asked: Asked;
  params: P;
  incoming: IncomingMessage;
  say: (headers: Record<string, string>) => void;
};

/** A handler for each row of a table: one missing, or one too many, does not compile. */
export type Handlers<T extends RouteTable> = {
  [K in keyof T]: (request: RequestOf<T[K]>) => Promise<AnswerOf<T[K]>>;
};
/** Of a route with `stream`, what it says stands in the headers. */
type AnswerOf<R extends Route> = R extends { stream: string }
  ? Record<string, string>
  : R extends { file: true }
    ? FileAnswer
    : R extends { png: true }
      ? Buffer
      : R extends { lines: string }
        ? AsyncIterable<ReplyOf<R>>
        : ReplyOf<R>;

const changes = (route: Route): boolean => isChange(route.method);

/**
 * Mounts every row of a noun's route table. For each request, in this order: Origin (what changes something must come
 * from a page of ours), who asks, whether they may ask at all, params, query, body, idempotency key; then the handler.
 */
export const implement = <T extends RouteTable>(
  app: FastifyInstance,
  deps: Deps,
  table: T,
  handlers: Handlers<T>,
  { liveReplies, pages }: { liveReplies: LiveReplies; pages: PageRequests },
): void => {
  const origins = new Origins(deps.config);
  for (const [name, route] of Object.entries(table)) {
    // the mapped type pairs them by key; Object.entries forgets the key
    const handler = handlers[name as keyof T] as (request: RequestOf<Route>) => Promise<unknown>;
    roomOf(app, route).route({
      method: route.method,
      url: route.path,
      config: { route },
      handler: async (request, reply) => {
        if (changes(route) && !origins.permits(request.headers)) {
          throw new AppError(
            'request.origin',
            'This request does not come from a page of this installation.',
          );
        }
        // what one person sees stays out of every cache on the way
        void reply.header('cache-control', 'no-store');
        const where = {
          requestId: request.id,
          address: request.ip,
          userAgent: request.headers['user-agent'],
        };
        const actor = await identify(deps, route, request);
        // the server's own pages get no cookie to the browser
        if (actor && !pages.isOfPage(request)) await prolongSession(deps, reply, actor);
        const attempt = actor && changes(route) && !route.changesNothing ? { ...where, actor } : null;
        try {
          admit(route, actor);
          const given = {
            actor,
            params: parse(route.params, 'params', request.params),
            query: parse(route.query, 'query', request.query),
            body: parse(route.body, 'body', request.body),
            request: where,
            asked: actor ? { ...where, actor, onceKey: onceKeyOf(request.headers) } : undefined,
            headers: request.headers,
            setCookies: (cookies: string[]) => {
              void reply.header('set-cookie', cookies);
            },
            goOn: (path: string) => {
              void reply.header('location', path);
            },
            incoming: route.stream === undefined ? undefined : request.raw,
            say: (said: Record<string, string>) => {
              void reply.headers(said);
            },
          };
          // `admit` has made sure that the actor is there where the route asks for one
          const work = () => handler(given as RequestOf<Route>);
          const key = request.headers['idempotency-key'];
          if (route.idempotent && actor && key !== undefined) {
            const once = {
              userId: actor.userId,
              key: String(key),
              route: name,
              body: given.body,
              status: route.status,
            };
            return answer(reply, route, await replyOnce(deps, once, work));
          }
          if (route.stream !== undefined) {
            // what a route with `stream` gives, see AnswerOf
            void reply.headers((await work()) as Record<string, string>);
            return reply.code(route.status).send();
          }
          // what a route with `file` gives, see AnswerOf
          if (route.file) return await sendFile(request, reply, (await work()) as FileAnswer);
          if (route.png) return reply.type('image/png').send(await work());
          if (route.lines !== undefined) return await sendLines(reply, route.lines, work);
          if (route.live && actor) return liveReplies.answer(request, reply, actor, work);
          return answer(reply, route, await work());
        } catch (error) {
          if (attempt) await recordRefusal(deps, attempt, { route, params: request.params, error });
          throw error;
        }
      },
    });
  }
};

const answer = (reply: FastifyReply, route: Route, body: unknown): FastifyReply => {
  void reply.code(route.status);
  if (route.status === 204 || route.status === 303) return reply.send();
  return reply.type('application/json; charset=utf-8').send(body);
};

/** Who asks; null where nobody has to be anybody. @throws AppError `auth.required` */
const identify = async (deps: Deps, route: Route, request: FastifyRequest): Promise<Actor | null> => {
  if (route.access === 'public') return null;
  const actor = await deps.actors.of(request.headers);
  if (!actor) throw new AppError('auth.required', 'Sign in first.');
  return actor;
};

/** A session in use goes on, in the database and in the browser; where it cannot now, the request is answered all the same. */
const prolongSession = async (deps: Deps, reply: FastifyReply, actor: Actor): Promise<void> => {
  try {
    const cookies = await deps.actors.prolong(actor);
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
  } catch (error) {
    deps.log.warn({ err: error }, 'a session was not prolonged');
  }
};

/** @throws AppError `auth.not_approved`, `auth.session_required`, `auth.token_scope`, `auth.forbidden` */
const admit = (route: Route, actor: Actor | null): void => {
  if (!actor || route.access === 'public') return;
  if (route.access === 'session') {
    // what anybody who is signed in may change is their own account, which is no token's
    if (!actor.token || !changes(route)) return;
    throw new AppError('auth.session_required', 'This takes somebody who is signed in, not a token.');
  }
  if (actor.approval !== 'approved') {
    throw new AppError('auth.not_approved', 'Your account waits for an administrator’s approval.');
  }
  if (route.access !== 'approved') authorize(actor, route.access);
};

const parse = (
  schema: z.ZodType | undefined,
  where: 'params' | 'query' | 'body',
  value: unknown,
): unknown => {
  if (!schema) {
    // a body where none belongs is a mistake of the caller, not to be swallowed
    const empty = value === undefined || value === null || JSON.stringify(value) === '{}';
    if (where === 'params' || empty) return undefined;
    throw new AppError('request.invalid', `This route takes no ${where}.`, { field: where });
  }
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw invalid(where, result.error);
  return result.data;
};
