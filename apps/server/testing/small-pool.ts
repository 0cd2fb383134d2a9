import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder that holds no more than it is given, and what fills it up. */
export type SmallPool = {
  freeBytes: () => number;
  /** Somebody else's file takes all but so many bytes. */
  fill: (leaveBytes: number) => void;
  /** It goes again. */
  empty: () => void;
  grow: (mib: number) => void;
  /** Whatever still uses it keeps it. */
  end: () => void;
};

/** The name of the file that fills a small pool, which is nobody's. */
export const fillerName = 'somebody-elses-file';

/** Mounts a file system of so many MiB on a folder: inside a private host, nobody else sees it. */
export const mountSmallPool = (folder: string, mib: number): SmallPool => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m,mode=0711`, 'tmpfs', folder]);
  const filler = join(folder, fillerName);
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    freeBytes,
    fill: (leaveBytes) => writeFileSync(filler, Buffer.alloc(Math.max(0, freeBytes() - leaveBytes))),
    empty: () => rmSync(filler),
    grow: (to) => void execFileSync('mount', ['-o', `remount,size=${to}m`, folder]),
    end: () => void execFileSync('umount', ['--lazy', folder]),
  };
};
