import type { DiscoveryProblem } from '@limen/contract/providers';
import { isLoopback } from '../config.ts';

/** A person waits for it, with a connection open. */
const timeoutMs = 5000;
/** Discovery documents have 2 to 6 KB, key sets of large providers 10. */
const mostBytes = 256 * 1024;

/** A provider did not do what OpenID Connect asks of it. The message is for the log and holds nothing it sent. */
export class ProviderProblem extends Error {
  override readonly name = 'ProviderProblem';
  readonly problem: DiscoveryProblem;
  readonly seen: string | null;

  constructor(problem: DiscoveryProblem, message: string, seen: string | null = null) {
    super(message);
    this.problem = problem;
    this.seen = seen;
  }
}

/**
 * An address of a provider that may be asked: https, or the issuer's own origin, which without TLS has to be this host
 * (`plain`: tests only, any host).
 */
export const mayAsk = (address: string, issuer: string, plain: boolean): boolean => {
  const [url, own] = [URL.parse(address), URL.parse(issuer)];
  if (!url || !own || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && url.origin === own.origin && (plain || isLoopback(url.hostname));
};

/** Asks for JSON: bounded in time and size, without following redirects. @throws ProviderProblem */
export const askProvider = async (
  address: string,
  init: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: URLSearchParams } = {},
): Promise<unknown> => {
  const where = new URL(address).origin;
  const unreachable = (error: unknown): ProviderProblem =>
    new ProviderProblem('unreachable', `${where}: ${reasonOf(error)}`);
  const response = await fetch(address, {
    method: init.method ?? 'GET',
    headers: { accept: 'application/json', ...init.headers },
    ...(init.body ? { body: init.body } : {}),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (response.status !== 200) {
    void response.body?.cancel().catch(() => undefined);
    throw new ProviderProblem('refused', `${where} answered ${response.status}`, String(response.status));
  }
  const text = await readBounded(response).catch((error: unknown) => {
    throw error instanceof ProviderProblem ? error : unreachable(error);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderProblem('not_discovery', `${where} answered something that is not JSON`);
  }
};

const readBounded = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new ProviderProblem('not_discovery', `more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** `fetch` says "fetch failed" of everything, and why in its cause. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'did not answer';
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
};
