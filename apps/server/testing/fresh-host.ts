import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach } from 'vitest';
import { forgetHost } from './forget-host.ts';
import { waiting } from './poll.ts';

/**
 * Before each file of the tiers that share a private host: its libvirtd runs and answers, and has nothing of an earlier file.
 * What becomes of one file must not decide what becomes of the next (vitest: `setupFiles`).
 */
if (existsSync('/run/libvirt/limen-private-host')) {
  const script = fileURLToPath(new URL('../../../tools/private-host/libvirtd', import.meta.url));
  execFileSync(script, ['ensure'], { stdio: ['ignore', 'inherit', 'inherit'] });
  forgetHost('qemu:///system');
}

// a test that has run out of time says what it waited for
afterEach(({ task }) => {
  if (task.result?.state !== 'fail' || waiting.size === 0) return;
  const said = [...waiting].map(({ from, last }) => `${from}\nlast seen: ${inspect(last)}`);
  waiting.clear();
  throw new Error(said.join('\n'));
});
