import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const run = async (program: string, ...args: string[]) =>
  (await execute(program, args, { maxBuffer: 64 * 1024 * 1024 })).stdout;

/** A test's own objects in the libvirtd of a private host (tools/private-host/run), and virsh as their judge. */
export type RealHost = {
  readonly uri: string;
  /** For files that QEMU opens. */
  readonly folder: string;
  readonly virsh: (...args: string[]) => Promise<string>;
  /** Any program; gives what it printed. */
  readonly run: (program: string, ...args: string[]) => Promise<string>;
  /** virsh with this XML in a file, in the place of `FILE`. */
  readonly virshWith: (xml: string, ...args: string[]) => Promise<string>;
  /** Makes a started pool of a folder of its own, called `rpc`. */
  readonly makePool: () => Promise<string>;
  /** Takes away every domain, network and pool whose name begins with `rpc`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `Name:   value` lines, as virsh's `…info` commands print them. */
export const pairs = (text: string): Record<string, string> =>
  Object.fromEntries(lines(text).map((line) => line.split(/\s*:\s+/)));

export async function openRealHost(): Promise<RealHost> {
  const uri = process.env.LIBVIRT_URI ?? 'qemu:///system';
  const folder = await mkdtemp('/tmp/limen-real-');
  const virsh = async (...args: string[]) => await run('virsh', '-q', '-c', uri, ...args);
  const virshWith = async (xml: string, ...args: string[]) => {
    const file = join(folder, 'given.xml'); // virsh cannot reopen Node's pipe as its standard input
    await writeFile(file, xml);
    return await virsh(...args.map((word) => (word === 'FILE' ? file : word)));
  };
  const ours = async (...list: string[]) =>
    lines(await virsh(...list)).filter((name) => name.startsWith('rpc'));
  const quietly = (...args: string[]) => virsh(...args).catch(() => '');
  return {
    uri,
    folder,
    run,
    virsh,
    virshWith,
    makePool: async () => {
      await virsh('pool-define-as', 'rpc', 'dir', '--target', join(folder, 'pool'));
      await virsh('pool-build', 'rpc');
      await virsh('pool-start', 'rpc');
      return join(folder, 'pool');
    },
    [Symbol.asyncDispose]: async () => {
      for (const name of await ours('list', '--all', '--name')) {
        await quietly('destroy', name);
        await quietly('undefine', name, '--snapshots-metadata', '--nvram');
      }
      for (const name of await ours('net-list', '--all', '--name')) {
        await quietly('net-destroy', name);
        await quietly('net-undefine', name);
      }
      for (const name of await ours('pool-list', '--all', '--name')) {
        await quietly('pool-destroy', name);
        await quietly('pool-undefine', name);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
