import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import type { Accelerator } from '@limen/contract/hosts';

/** Whether `/proc/cpuinfo` names Intel's or AMD's virtualisation. */
export const hasVirtualisation = (cpuinfo: string): boolean =>
  cpuinfo
    .split('\n')
    .filter((text) => text.startsWith('flags'))
    .some((text) => /\b(vmx|svm)\b/.test(text));

/**
 * `kvm` only where the processor has it and `/dev/kvm` opens. The device alone proves nothing: a host that is itself
 * a guest under a para-virtual KVM has the device and kills every machine started on it (measured).
 */
export const chooseAccelerator = async (): Promise<Accelerator> => {
  const cpuinfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  if (!hasVirtualisation(cpuinfo)) return 'tcg';
  return access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => 'kvm',
    () => 'tcg',
  );
};
