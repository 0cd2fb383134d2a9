import { existsSync } from 'node:fs';
import { constants, open } from 'node:fs/promises';
import type { Accelerator } from '@limen/contract/hosts';
import { AppError } from '../lib/app-error.ts';
import { AtMost } from '../lib/at-most.ts';
import { runLimited } from '../lib/run-limited.ts';

const program = '/usr/bin/virt-sysprep';

/** Whether this host has virt-sysprep (Debian: guestfs-tools). LIMEN does without it, and brings it to nobody. */
export const canSysprep = (): boolean => existsSync(program);

/** What is one machine's alone and made anew, or does no harm where it is gone. Users, their keys and packages stay. */
const cleanings = [
  'bash-history',
  'blkid-tab',
  'crash-data',
  'customize',
  'dhcp-client-state',
  'logfiles',
  'machine-id',
  'net-hostname',
  'net-hwaddr',
  'pacct-log',
  'ssh-hostkeys',
  'tmp-files',
  'udev-persistent-net',
  'utmp',
];
/** What libguestfs takes until it has looked at the disk: nearly all of it, emulated even more (38 of 39 s, measured). */
const lookingShare = 0.9;

const GiB = 1024 ** 3;
const limits = {
  // QEMU with an appliance of 768 MiB, and what its translation of code reserves
  addressSpaceBytes: 8 * GiB,
  cpuSeconds: 3600,
  fileSizeBytes: null,
};

/** Each runs a small machine of its own, which nobody's quota counts. */
const atOnce = new AtMost(1);

/**
 * Takes out of a disk what is one machine's alone, by virt-sysprep: it reads the file systems in a small machine of its own
 * (libguestfs), within limits and without a network. It writes to the file: never a machine's own disk, only a copy.
 *
 * @param path a qcow2 file of ours that stands on nothing. After a failure it may be half changed
 * @param job.cloudInit cloud-init makes SSH host keys; else a script of the first boot does
 * @param job.folder for what it needs meanwhile; what is left in it after an abort is the caller's to remove
 * @throws AppError `host.refused`; the signal's reason
 */
export const sysprepCopy = async (
  path: string,
  job: {
    cloudInit: boolean;
    folder: string;
    accelerator: Accelerator;
    signal: AbortSignal;
    progress: (fraction: number) => void;
  },
): Promise<void> => {
  await using file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW);
  let done = 0;
  const run = await atOnce.run(job.signal, () =>
    runLimited({
      program: 'nice',
      args: [
        '-n10',
        program,
        '--no-network',
        `--operations=${cleanings.join(',')}`,
        // `customize` puts a new one there to work with, which all machines would have: it is empty again before anything starts
        '--write=/etc/machine-id:',
        // which machine cloud-init takes this one for
        '--delete=/var/lib/cloud/instance',
        '--delete=/var/lib/cloud/instances/*',
        '--delete=/var/lib/dbus/machine-id',
        ...(job.cloudInit ? [] : ['--firstboot-command=ssh-keygen -A']),
        '--format=qcow2',
        '--add=/proc/self/fd/3',
      ],
      limits,
      env: {
        HOME: job.folder,
        LIBGUESTFS_TMPDIR: job.folder,
        // its appliance is kept there between runs, for root alone
        LIBGUESTFS_CACHEDIR: '/var/tmp',
        // by libvirt it would be a machine on this host that nobody knows
        LIBGUESTFS_BACKEND: 'direct',
        ...(job.accelerator === 'tcg' && { LIBGUESTFS_BACKEND_SETTINGS: 'force_tcg' }),
        LIBGUESTFS_MEMSIZE: '768',
      },
      file: file.fd,
      signal: job.signal,
      onLine: (line) => {
        if (!/Performing "/.test(line)) return;
        done += 1;
        job.progress(lookingShare + ((1 - lookingShare) * done) / cleanings.length);
      },
    }),
  );
  if (run.code === 0) return;
  throw new AppError(
    'host.refused',
    'virt-sysprep could not generalise the copy: it knows no system on it, or could not run here. The machine is as it was; the template can be made without it.',
    { cause: new Error(`${run.signal ?? run.code}: ${run.lastWords.trim()}`) },
  );
};
