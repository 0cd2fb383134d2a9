import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { forgetHost } from './forget-host.ts';

/**
 * Before each file of the tiers that share a private host: its libvirtd runs and answers, and has nothing of an earlier file.
 * What becomes of one file must not decide what becomes of the next (vitest: `setupFiles`).
 */
if (existsSync('/run/libvirt/limen-private-host')) {
  const script = fileURLToPath(new URL('../../../tools/private-host/libvirtd', import.meta.url));
  execFileSync(script, ['ensure'], { stdio: ['ignore', 'inherit', 'inherit'] });
  forgetHost('qemu:///system');
}
