import { MEMORY_STEP_BYTES } from './domain-spec.ts';
import { serializeXml } from './serialize-xml.ts';
import { el } from './xml-tree.ts';

/**
 * A machine that is never made, with memory that is plugged in block by block. libvirt turns it into QEMU's command line where
 * its QEMU has the device, and says that it has not where it has not (`domxml-to-native`): domain capabilities do not tell
 * (libvirt 9.0).
 */
export const writePluggableMemoryProbe = (accelerator: 'kvm' | 'tcg'): string => {
  const kibibytes = (bytes: number): string => String(bytes / 1024);
  const unit = 'KiB';
  const boot = 64 * MEMORY_STEP_BYTES;
  const pluggable = MEMORY_STEP_BYTES;
  return serializeXml(
    el(
      'domain',
      { type: accelerator === 'kvm' ? 'kvm' : 'qemu' },
      el('name', {}, 'limen-probe'),
      el('maxMemory', { slots: 1, unit }, kibibytes(boot + pluggable)),
      el('memory', { unit }, kibibytes(boot + pluggable)),
      el('vcpu', {}, '1'),
      el('os', {}, el('type', { arch: 'x86_64', machine: 'q35' }, 'hvm')),
      el('cpu', {}, el('numa', {}, el('cell', { id: 0, cpus: '0', memory: boot / 1024, unit }))),
      el(
        'devices',
        {},
        el(
          'memory',
          { model: 'virtio-mem' },
          el(
            'target',
            {},
            el('size', { unit }, kibibytes(pluggable)),
            el('node', {}, '0'),
            el('block', { unit }, kibibytes(MEMORY_STEP_BYTES)),
            el('requested', { unit }, '0'),
          ),
        ),
      ),
    ),
  );
};
