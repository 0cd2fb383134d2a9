'use client';

import type { Difference } from '@limen/contract/changes';
import { maximumCpu } from '@limen/contract/hardware';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '../../../lib/format.ts';
import { busName } from '../disks/bus-name.ts';
import { useMbit } from '../nics/nic-rate.ts';

/** A difference in words: what it is, and what it was and is; without those where it came or went as a whole. */
export type DifferenceWords = { label: string; was?: string; is?: string };

type Of<W extends Difference['what']> = Extract<Difference, { what: W }>;

export const useDifferenceWords = (): ((difference: Difference) => DifferenceWords) => {
  const t = useTranslations();
  const locale = useLocale();
  const mbit = useMbit();
  const none = t('changes.none');
  const size = (bytes: number): string => formatBytes(bytes, locale);
  const yesNo = (on: boolean): string => t(on ? 'changes.yes' : 'changes.no');
  const autostart = ({ on, order, delaySeconds }: Of<'autostart'>['before']): string =>
    on ? t('labels.autostartOn', { order, seconds: delaySeconds }) : t('labels.autostartOff');
  const devices = (parts: Of<'bootOrder'>['before']): string =>
    parts
      .map(({ kind, number }) =>
        t(kind === 'disk' ? 'discs.disk' : kind === 'cdrom' ? 'discs.drive' : 'discs.nic', { number }),
      )
      .join(', ') || none;
  const rate = (bits: number | null): string => (bits === null ? t('nics.limitNone') : mbit(bits));
  const disc = (name: string | null): string =>
    name === null
      ? t('discs.empty')
      : name === 'cloud-init' || name === 'answers'
        ? t(`discs.made.${name}`)
        : name;
  const both = <T>(
    label: string,
    { before, after }: { before: T; after: T },
    word: (value: T) => string,
  ): DifferenceWords => ({ label, was: word(before), is: word(after) });
  const ofDisk = (number: number, what: 'size' | 'bus' | 'cache' | 'rate' | 'iops' | 'pool'): string =>
    t(`changes.disk.${what}`, { disk: t('disks.disk', { number }) });
  const ofNic = (
    number: number,
    what: 'network' | 'model' | 'cable' | 'guard' | 'address' | 'groups' | 'toGuest' | 'fromGuest',
  ): string => t(`changes.nic.${what}`, { nic: t('discs.nic', { number }) });
  return (d) => {
    switch (d.what) {
      case 'name':
        return both(t('create.name'), d, (text) => text);
      case 'description':
        return both(t('create.description'), d, (text) => (text === '' ? none : text));
      case 'tags':
        return both(t('labels.tags'), d, (tags) => tags.join(', ') || none);
      case 'protected':
        return both(t('labels.protect'), d, yesNo);
      case 'autostart':
        return both(t('labels.autostartHead'), d, autostart);
      case 'vcpus':
        return both(t('vms.vcpu'), d, String);
      case 'memoryBytes':
        return both(t('vms.memory'), d, size);
      case 'firmware':
        return both(t('machine.field.firmware'), d, (firmware) => t(`hardware.firmware.${firmware}`));
      case 'secureBoot':
        return both(t('machine.field.secureBoot'), d, yesNo);
      case 'tpm':
        return both(t('machine.field.tpm'), d, yesNo);
      case 'machine':
        return both(t('hardware.machine'), d, (machine) => machine ?? t('hardware.newest'));
      case 'cpuModel':
        return both(t('hardware.cpu'), d, (model) =>
          model === null ? t('changes.cpuDefault') : model === maximumCpu ? t('hardware.cpuMaximum') : model,
        );
      case 'bootOrder':
        return both(t('discs.order'), d, devices);
      case 'diskAdded':
      case 'diskRemoved':
        return {
          label: t(`changes.${d.what}`, {
            disk: t('disks.disk', { number: d.number }),
            size: size(d.sizeBytes),
          }),
        };
      case 'diskSize':
        return both(ofDisk(d.number, 'size'), d, size);
      case 'diskBus':
        return both(ofDisk(d.number, 'bus'), d, (bus) => busName[bus]);
      case 'diskCache':
        return both(ofDisk(d.number, 'cache'), d, (cache) => t(`disks.caches.${cache}`));
      case 'diskBytesPerSecond':
        return both(ofDisk(d.number, 'rate'), d, (most) =>
          most === null ? t('disks.noLimit') : t('disks.atMostRate', { rate: size(most) }),
        );
      case 'diskIops':
        return both(ofDisk(d.number, 'iops'), d, (most) =>
          most === null ? t('disks.noLimit') : t('disks.atMostIops', { iops: most }),
        );
      case 'diskPool':
        return both(ofDisk(d.number, 'pool'), d, (name) => name ?? t('disks.firstPool'));
      case 'driveAdded':
      case 'driveRemoved':
        return { label: t(`changes.${d.what}`, { drive: t('discs.drive', { number: d.number }) }) };
      case 'nicAdded':
      case 'nicRemoved':
        return {
          label: t(`changes.${d.what}`, {
            nic: t('discs.nic', { number: d.number }),
            network: d.network ?? t('changes.firstNetwork'),
          }),
        };
      case 'hostDeviceAdded':
      case 'hostDeviceRemoved':
        return { label: t(`changes.${d.what}`, { device: d.name }) };
      case 'nicNetwork':
        return both(ofNic(d.number, 'network'), d, (name) => name ?? t('changes.firstNetwork'));
      case 'nicModel':
        return both(ofNic(d.number, 'model'), d, String);
      case 'nicLink':
        return both(ofNic(d.number, 'cable'), d, (up) => t(up ? 'changes.pluggedIn' : 'changes.pluggedOut'));
      case 'nicGuarded':
        return both(ofNic(d.number, 'guard'), d, yesNo);
      case 'nicAddress':
        return both(ofNic(d.number, 'address'), d, (address) => address ?? none);
      case 'nicGroups':
        return both(ofNic(d.number, 'groups'), d, (names) => names.join(', ') || none);
      case 'nicToGuest':
        return both(ofNic(d.number, 'toGuest'), d, rate);
      case 'nicFromGuest':
        return both(ofNic(d.number, 'fromGuest'), d, rate);
      case 'disc':
        return both(t('discs.drive', { number: d.number }), d, disc);
      default:
        return d satisfies never;
    }
  };
};
