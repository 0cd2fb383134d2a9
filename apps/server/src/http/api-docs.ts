import { createHash } from 'node:crypto';
import { type ErrorCode, errorBody, errorStatus } from '@limen/contract/error-codes';
import { type Access, isChange, type Route } from '@limen/contract/route';
import { routes } from '@limen/contract/routes';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';

import { version } from '../system/version.ts';
import { linesType } from './json-lines.ts';

/** The contract as OpenAPI 3.1, from the same zod schemas that parse the requests. */
export const openApi = (): object => {
  const paths: Record<string, Record<string, object>> = {};
  const components: Components = {};
  for (const [noun, table] of Object.entries(routes)) {
    for (const [name, route] of Object.entries<Route>(table)) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: describe(noun, name, route, components) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'LIMEN', version, description: 'Virtual machines in the browser.' },
    paths,
    components: {
      schemas: { ...components, Error: jsonSchema(errorBody, 'output', components) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'limen.session_token' },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token, or an access token of a session',
        },
      },
    },
  };
};

/**
 * A schema as it stands inside the document. What has a name of its own there (zod puts it below `$defs` of each schema
 * that uses it) becomes a component, or its references would lead nowhere.
 */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output', components: Components): object => {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  const { $schema: _, $defs, ...rest } = inDocument(made);
  Object.assign(components, $defs);
  return rest;
};

type Components = Record<string, object>;
const inDocument = (made: object): { $schema?: unknown; $defs?: Components } =>
  // it was JSON before
  JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as ReturnType<
    typeof inDocument
  >;

const everyRoute: readonly ErrorCode[] = [
  'request.invalid',
  'request.rate_limited',
  'server.internal',
  'server.unavailable',
];
const behindSession: readonly ErrorCode[] = ['auth.required', 'auth.not_approved', 'auth.token_scope'];

const takesRight = (access: Access): boolean =>
  access !== 'public' && access !== 'session' && access !== 'approved';

const describe = (noun: string, name: string, route: Route, components: Components): object => {
  const codes = [
    ...route.errors,
    ...everyRoute,
    ...(route.access === 'public' ? [] : behindSession),
    ...(takesRight(route.access) ? (['auth.forbidden'] as const) : []),
    ...(!isChange(route.method)
      ? []
      : (['request.origin', 'request.media_type', 'request.too_large'] as const)),
    ...(route.idempotent
      ? (['request.idempotency_mismatch', 'request.idempotency_in_progress'] as const)
      : []),
  ];
  const refusals: Record<string, { description: string; content: object }> = {};
  for (const code of codes) {
    const status = String(errorStatus[code]);
    const before = refusals[status]?.description;
    refusals[status] = {
      description: before === undefined ? code : `${before}, ${code}`,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    };
  }
  return {
    tags: [noun],
    operationId: `${noun}.${name}`,
    summary: route.summary,
    ...(route.access === 'public' ? {} : { security: [{ session: [] }, { token: [] }] }),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.stream === undefined ? [] : tusParameters(route.method)),
      ...(route.idempotent
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', maxLength: 255 },
            },
          ]
        : []),
    ],
    ...(route.stream !== undefined && route.method === 'PATCH'
      ? {
          requestBody: {
            required: true,
            content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input', components) } },
          },
        }
      : {}),
    responses: {
      [route.status]:
        route.status === 204 || route.status === 303 || route.stream !== undefined
          ? { description: route.status === 303 ? 'Goes on' : 'Done' }
          : {
              description: 'Done',
              content: {
                [typeOf(route)]: {
                  schema:
                    route.file || route.png
                      ? { type: 'string', format: 'binary' }
                      : jsonSchema(route.reply, 'output', components),
                },
              },
            },
      ...refusals,
    },
  };
};

const typeOf = (route: Route): string => {
  if (route.file) return 'application/octet-stream';
  if (route.png) return 'image/png';
  return route.lines === undefined ? 'application/json' : linesType;
};

/** What tus 1.0 asks of a request in its headers. */
const tusParameters = (method: Route['method']): object[] => {
  if (method === 'OPTIONS') return [];
  const header = (name: string, schema: object): object => ({ name, in: 'header', required: true, schema });
  const version = header('Tus-Resumable', { type: 'string', const: '1.0.0' });
  return method === 'PATCH' ? [version, header('Upload-Offset', { type: 'integer', minimum: 0 })] : [version];
};

const parametersOf = (schema: z.ZodType | undefined, where: 'path' | 'query'): object[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
  }));
};

/** `/api/openapi.json`, and a page to read it at `/api/docs`; its script comes from this server, not from outside. */
export const apiDocs = async (app: FastifyInstance): Promise<void> => {
  const document = openApi();
  app.get('/api/openapi.json', () => document);
  let reader: Promise<FastifyInstance> | undefined;
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reader ??= makeReader();
    const made = await (await reader).inject({ method: 'GET', url: request.url });
    for (const name of ['content-type', 'location', 'etag', 'cache-control']) {
      const value = made.headers[name];
      if (value !== undefined) void reply.header(name, value);
    }
    if (made.headers['content-type']?.startsWith('text/html')) {
      void reply.header('content-security-policy', docsPolicy(made.body));
    }
    return reply.code(made.statusCode).send(made.rawPayload);
  };
  app.get('/api/docs', answer);
  app.get('/api/docs/*', answer);
};

/** The page for reading it holds 30 MB of script in memory: it is loaded when somebody reads. */
const makeReader = async (): Promise<FastifyInstance> => {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const reader = Fastify();
  await reader.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      // what these offer is a service of somebody else's, with our document sent to it
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  return reader;
};

/** Only the page's own scripts run (the one inside it by its hash), and nothing outside this server is asked. */
const docsPolicy = (html: string): string => {
  const hashes = Array.from(
    html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g),
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};
