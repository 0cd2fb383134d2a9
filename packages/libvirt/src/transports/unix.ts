import { connect, type Socket } from 'node:net';
import { ConnectionLost } from '../errors.ts';
import type { Transport } from './transport.ts';

/** What makes the next path worth trying: nothing is there, or nobody listens any more. */
const absent = new Set(['ENOENT', 'ECONNREFUSED']);

function open(path: string, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error); // an AbortSignal's reason is what its owner wants thrown
    const socket = connect({ path });
    const abort = () => finish(() => (socket.destroy(), reject(signal?.reason as Error)));
    const fail = (error: Error) => finish(() => reject(error));
    const connected = () => finish(() => resolve(socket));
    const finish = (settle: () => void) => {
      signal?.removeEventListener('abort', abort);
      socket.off('error', fail).off('connect', connected);
      settle();
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('error', fail).once('connect', connected);
  });
}

/**
 * Connects to the first of `paths` where a daemon listens. Throws ConnectionLost (`dial`) that names every path tried
 * and why it failed, or the signal's reason.
 */
export async function dialUnix(paths: readonly string[], signal?: AbortSignal): Promise<Transport> {
  const failures: string[] = [];
  let cause: unknown;
  for (const path of paths) {
    try {
      return { duplex: await open(path, signal), messagePerWrite: false, address: path };
    } catch (error) {
      if (signal?.aborted) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      failures.push(`${path}: ${code}`);
      cause = error;
      if (!absent.has(code)) break;
    }
  }
  throw new ConnectionLost('dial', `no libvirt daemon answers (${failures.join('; ')})`, { cause });
}
