import {
  type ErrorBody,
  type ErrorCode,
  errorBody,
  errorCodes,
  errorStatus,
} from '@limen/contract/error-codes';
import type { Route } from '@limen/contract/route';
import type { LightMyRequestResponse } from 'fastify';
import type pg from 'pg';
import { expect } from 'vitest';
import { z } from 'zod';

/** What any route may refuse with, beside what its own row of the contract names. */
const anywhere = (code: ErrorCode): boolean =>
  /^(auth\.(required|not_approved|forbidden|token_scope)|request\.)/.test(code);

/**
 * The error of a refusal, after checking what every refusal promises: the shape, a code of the closed list with its
 * status, one the contract names for this route, the request's id, and nothing of our insides.
 */
export const refusalOf = (reply: LightMyRequestResponse, route?: Route): ErrorBody['error'] => {
  if (reply.raw.req.method === 'HEAD') return refusalOfHead(reply, route);
  expect(reply.headers['content-type'], reply.body).toBe('application/json; charset=utf-8');
  const { error } = errorBody.strict().parse(reply.json());
  expect(reply.statusCode).toBe(errorStatus[error.code]);
  expect(error.requestId).toBe(reply.headers['x-request-id']);
  expect(reply.body).not.toMatch(/node_modules|\.ts\b|\bat \S+ \(|select |insert |libvirt:|\/var\/|\/tmp\//i);
  if (route && !anywhere(error.code)) expect(route.errors, error.code).toContain(error.code);
  return error;
};

/** HTTP gives a HEAD no body: the code stands in a header. */
const refusalOfHead = (reply: LightMyRequestResponse, route: Route | undefined): ErrorBody['error'] => {
  const code = z.enum(errorCodes).parse(reply.headers['x-limen-error']);
  expect(reply.statusCode).toBe(errorStatus[code]);
  expect(reply.body).toBe('');
  if (route && !anywhere(code)) expect(route.errors, code).toContain(code);
  return { code, message: '', requestId: String(reply.headers['x-request-id']) };
};

/** What a success says, as the contract has it: of a download, each of its lines. @throws ZodError where it does not fit */
export const replyOf = (route: Route, reply: LightMyRequestResponse): unknown => {
  // the bytes of a file, whatever they are
  if (route.file || route.png) return reply.body;
  if (route.lines === undefined) return route.reply.parse(reply.body === '' ? null : reply.json());
  const lines = reply.body.split('\n');
  expect(lines.pop(), 'the last line ends').toBe('');
  return lines.map((line) => route.reply.parse(JSON.parse(line)));
};

/** The answer without what differs with every request. */
export const bare = (reply: LightMyRequestResponse): object => {
  const { date: _date, 'x-request-id': id, ...headers } = reply.headers;
  for (const name of Object.keys(headers)) if (name.startsWith('x-ratelimit')) delete headers[name];
  return { status: reply.statusCode, headers, body: reply.body.replaceAll(String(id), 'ID') };
};

/** A fingerprint of every row of every table that requests can change: equal means nothing was done, nor half done. */
export const fingerprint = async (pool: pg.Pool): Promise<Record<string, string>> => {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name <> 'hosts' order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of rows) {
    const of = await pool.query<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print from "${name}" t`,
    );
    prints[name] = of.rows[0]?.print ?? '';
  }
  return prints;
};
