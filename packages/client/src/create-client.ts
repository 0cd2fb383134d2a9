import { errorBody } from '@limen/contract/error-codes';
import {
  type BodyIn,
  isChange,
  type ParamsIn,
  type QueryIn,
  type ReplyOf,
  type Route,
} from '@limen/contract/route';
import { routes } from '@limen/contract/routes';
import { ApiError, NoAnswer, UnexpectedReply } from './api-error.ts';

type Part<K extends string, V> = [V] extends [undefined] ? unknown : { [P in K]: V };
/** A query none of whose fields must be given may be left out. */
type QueryPart<V> = [V] extends [undefined]
  ? unknown
  : Record<string, never> extends V
    ? { query?: V }
    : { query: V };

type Common = { signal?: AbortSignal };

/** What a call is given: exactly the parts its route has. */
export type CallInput<R extends Route> = Part<'params', ParamsIn<R>> &
  Part<'body', BodyIn<R>> &
  QueryPart<QueryIn<R>> &
  Common &
  (R extends { idempotent: true } ? { idempotencyKey?: string } : unknown);

/** One function for a row of the contract. Rejects with ApiError, NoAnswer, UnexpectedReply, or the signal's reason. */
export type Call<R extends Route> =
  Record<string, never> extends CallInput<R>
    ? (input?: CallInput<R>) => Promise<AnswerOf<R>>
    : (input: CallInput<R>) => Promise<AnswerOf<R>>;
/** A picture comes as its bytes. */
type AnswerOf<R extends Route> = R extends { png: true } ? Blob : ReplyOf<R>;

type Routes = typeof routes;

/**
 * `client.vms.create({ body })`, `client.vms.start({ params: { id } })`: every route of the contract, by noun. Downloads
 * and streams are not among them: a page links to the address of the one, and speaks tus with the other (buildPath).
 */
export type Client = {
  readonly [N in keyof Routes]: {
    readonly [K in keyof Routes[N] as Routes[N][K] extends
      | { lines: string }
      | { stream: string }
      | { file: true }
      ? never
      : K]: Call<Extract<Routes[N][K], Route>>;
  };
};

export type ClientOptions = {
  /** Origin in front of every path; empty in a page, which asks where it came from. */
  baseUrl?: string;
  fetch?: typeof globalThis.fetch;
  /** Added to every request, e.g. the cookie of the person for whom a server asks. */
  headers?: Readonly<Record<string, string>>;
};

type AnyInput = {
  params?: Readonly<Record<string, string | undefined>>;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
};

/** Fills `/api/vms/:id` and appends the query; every value is percent-encoded. */
export const buildPath = (path: string, given: Pick<AnyInput, 'params' | 'query'> = {}): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = given.params?.[name];
    if (value === undefined || value === '') throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined) query.append(name, String(value));
  }
  const search = query.toString();
  return search === '' ? filled : `${filled}?${search}`;
};

/**
 * Every route of the contract as a typed function. Replies are parsed by the contract's own schema; what does not fit is
 * an UnexpectedReply, never a half-read object.
 */
export const createClient = (options: ClientOptions = {}): Client => {
  const nouns = Object.entries(routes).map(([noun, table]) => [
    noun,
    Object.fromEntries(
      Object.entries<Route>(table)
        .filter(
          ([, route]) => route.lines === undefined && route.stream === undefined && route.file === undefined,
        )
        .map(([name, route]) => [name, (input: AnyInput = {}) => call(options, route, input)]),
    ),
  ]);
  // built from the same table that the type maps over; Object.fromEntries forgets the keys
  return Object.fromEntries(nouns) as Client;
};

const call = async (options: ClientOptions, route: Route, input: AnyInput): Promise<unknown> => {
  const url = (options.baseUrl ?? '') + buildPath(route.path, input);
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (isChange(route.method)) headers['x-limen-request'] = '1';
  if (route.body) headers['content-type'] = 'application/json';
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  const response = await send(options.fetch ?? globalThis.fetch, url, {
    method: route.method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(route.body ? { body: JSON.stringify(input.body ?? {}) } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
  });
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (response.ok && route.png) return readPicture(response, requestId, input.signal);
  const body = response.status === 204 ? null : await readJson(response, requestId, input.signal);
  if (!response.ok) {
    const refused = errorBody.safeParse(body);
    if (refused.success) throw new ApiError(response.status, refused.data.error);
    throw new UnexpectedReply(`The server answered ${response.status} without a reason.`, {
      status: response.status,
      requestId,
    });
  }
  const reply = route.reply.safeParse(body);
  if (reply.success) return reply.data;
  const issue = reply.error.issues[0];
  throw new UnexpectedReply(
    `${route.method} ${route.path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`,
    { status: response.status, requestId, cause: reply.error },
  );
};

const send = async (fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw new NoAnswer('The server did not answer.', { cause: error });
  }
};

const readPicture = async (
  response: Response,
  requestId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Blob> => {
  const about = { status: response.status, requestId };
  try {
    const picture = await response.blob();
    if (picture.type === 'image/png') return picture;
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnexpectedReply('The picture did not come as a whole.', { ...about, cause: error });
  }
  throw new UnexpectedReply('The answer is not a picture.', about);
};

const readJson = async (
  response: Response,
  requestId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<unknown> => {
  try {
    return await response.json();
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnexpectedReply('The answer is not JSON.', {
      status: response.status,
      requestId,
      cause: error,
    });
  }
};
