import type { z } from 'zod';
import type { ErrorCode } from './error-codes.ts';
import type { Action } from './rights.ts';

/**
 * Who may call at all, before the policy looks at the object:
 * `public` anybody · `session` whoever is signed in, approved or not · `approved` approved users · an action: whoever
 * may do it at all, as the policy says.
 */
export type Access = 'public' | 'session' | 'approved' | Action;

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Whether a method changes anything, as HTTP means it (RFC 9110 §9.2.1): only then must it come from a page of ours. */
export const isChange = (method: Method): boolean =>
  method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

/** One row of a noun's route table. The server, OpenAPI and the client are all typed from it. */
export type Route = {
  readonly method: Method;
  /** Fastify's form: `/api/vms/:id` */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Status of success. 202 always carries an operation; 303 leads a browser on, and has no body. */
  readonly status: 200 | 201 | 202 | 204 | 303;
  readonly reply: z.ZodType;
  /** What it may refuse with, beside what every route may (request.*, auth.*, server.*). */
  readonly errors: readonly ErrorCode[];
  /** Of what changes something: its name in the audit log, `noun.verb`. */
  readonly action?: string;
  /**
   * It changes nothing that has to be told of anybody (a challenge, a question with a body, one of many pieces of an upload):
   * no line of the audit log.
   */
  readonly changesNothing?: true;
  /** Takes `Idempotency-Key`: the same key with the same body answers the same. */
  readonly idempotent?: true;
  /** Shows only what the live socket announces changes of, so that a reply is good until the next of them. */
  readonly live?: true;
  /** Answers with JSON lines, each as `reply` says, however many there are: a download of this name. */
  readonly lines?: string;
  /** Answers with the bytes of a file, as a download that can be gone on with. */
  readonly file?: true;
  /** Answers with a picture. */
  readonly png?: true;
  /**
   * Speaks tus 1.0: its body is a stream of bytes that is never held in memory, and what it answers stands in the headers.
   * Refusals are as everywhere; that of a HEAD, which has no body, stands in the header `x-limen-error`.
   */
  readonly stream?: 'tus';
};

export type RouteTable = Readonly<Record<string, Route>>;

/** Keeps the literal types of a table while checking its shape. */
export const defineRoutes = <const T extends RouteTable>(table: T): T => table;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Given<S> = S extends z.ZodType ? z.input<S> : undefined;

export type ParamsOf<R extends Route> = Parsed<R['params']>;
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type BodyOf<R extends Route> = Parsed<R['body']>;
export type ReplyOf<R extends Route> = z.output<R['reply']>;
/** What a caller writes, before defaults and transforms. */
export type ParamsIn<R extends Route> = Given<R['params']>;
export type QueryIn<R extends Route> = Given<R['query']>;
export type BodyIn<R extends Route> = Given<R['body']>;
