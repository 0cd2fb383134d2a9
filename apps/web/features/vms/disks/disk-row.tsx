'use client';

import { diskNeedsOff, type VmDisk } from '@limen/contract/disks';
import type { Vm } from '@limen/contract/vms';
import { HardDrive } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '../../../lib/format.ts';
import { usePoolChoices } from '../../../lib/pool-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Meter } from '../../../ui/marks.tsx';
import { busName } from './bus-name.ts';

/** One disk. @param props.facts what host and guest say of it; undefined: nothing yet */
export const DiskRow = (props: {
  vm: Vm;
  disk: Vm['disks'][number];
  facts: VmDisk | undefined;
  /** Nothing is being done with the machine, and what is said was said after that. */
  settled: boolean;
  number: number;
  whyNot: string | null;
  onGrow: () => void;
  onTune: () => void;
  onMove: () => void;
  onRemove: () => void;
}) => {
  const t = useTranslations();
  const locale = useLocale();
  const { vm, disk, facts, whyNot } = props;
  const name = t('disks.disk', { number: props.number });
  const on = vm.vcpus.running !== null;
  const size = formatBytes(disk.sizeBytes, locale);
  const used = facts?.usedBytes ?? null;
  const pools = usePoolChoices(vm.hostId).length;
  const comesAlong =
    facts && facts.inSnapshots > 0 ? t('disks.moveSnapshots', { count: facts.inSnapshots }) : null;
  const stays =
    props.number === 1
      ? t('disks.systemStays')
      : diskNeedsOff(disk.bus) && on
        ? t('disks.sataNeedsOff')
        : facts && facts.inSnapshots > 0
          ? t('disks.inSnapshots', { count: facts.inSnapshots })
          : null;
  return (
    <li className="rounded-control border border-line px-3 py-3" aria-label={name}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <HardDrive aria-hidden size={18} className="shrink-0 text-edge" />
        <div className="min-w-40 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2 text-14 font-medium">
            {name}
            <span className="text-12 font-normal text-soft">
              {[
                busName[disk.bus],
                ...(props.number === 1 ? [t('disks.system')] : []),
                ...(facts?.pool ? [t('disks.inPool', { pool: facts.pool.name })] : []),
              ].join(' · ')}
            </span>
          </p>
          <Guest on={on} facts={facts} />
          <Limits facts={facts} />
        </div>
        <div className="w-52 max-sm:w-full">
          {used === null ? (
            <p className="tabular text-14">{size}</p>
          ) : (
            <Meter
              label={t('disks.used')}
              text={t('disks.usedOf', { used: formatBytes(used, locale), size })}
              fraction={used / disk.sizeBytes}
            />
          )}
        </div>
        <div className="-mr-1.5 flex flex-wrap items-center max-sm:-ml-2">
          <Button
            look="quiet"
            size="small"
            whyNot={whyNot}
            aria-label={t('disks.growThis', { disk: name })}
            onClick={props.onGrow}
          >
            {t('disks.grow')}
          </Button>
          <Button
            look="quiet"
            size="small"
            whyNot={whyNot ?? (facts ? null : t('common.loading'))}
            aria-label={t('disks.tuneThis', { disk: name })}
            onClick={props.onTune}
          >
            {t('disks.tune')}
          </Button>
          <Button
            look="quiet"
            size="small"
            whyNot={whyNot ?? (pools < 2 ? t('disks.moveNowhere') : facts ? comesAlong : t('common.loading'))}
            aria-label={t('disks.moveThis', { disk: name })}
            onClick={props.onMove}
          >
            {t('disks.move')}
          </Button>
          <Button
            look="quiet"
            size="small"
            whyNot={whyNot ?? stays}
            aria-label={t('disks.removeThis', { disk: name })}
            onClick={props.onRemove}
          >
            {t('disks.remove')}
          </Button>
        </div>
      </div>
      {facts ? (
        <div className="mt-2 flex flex-wrap items-center gap-x-2 text-12 text-soft sm:pl-8.5">
          {t('disks.inLinux')}
          <CopyText
            text={facts.path}
            label={t('common.copy')}
            copied={t('common.copied')}
            small
            className="-ml-1.5 [overflow-wrap:anywhere]"
          />
        </div>
      ) : null}
      {props.settled && facts?.cacheWaits ? (
        <p className="mt-2 text-13 text-soft sm:pl-8.5">{t('disks.cacheWaits')}</p>
      ) : null}
      {props.settled && facts?.plugged === false ? (
        <p className="mt-2 text-13 text-busy sm:pl-8.5">{t('disks.notPlugged')}</p>
      ) : null}
    </li>
  );
};

/** What the guest says of it; its words are shown as they are. */
const Guest = ({ on, facts }: { on: boolean; facts: VmDisk | undefined }) => {
  const t = useTranslations('disks');
  if (!on || !facts?.guest) return null;
  const { name, mounts } = facts.guest;
  return (
    <p className="text-12 [overflow-wrap:anywhere] text-soft">
      {name === null ? null : (
        <>
          {t('guestCalls')} <span className="font-mono">{name}</span>
        </>
      )}
      {mounts.length === 0 ? null : (
        <>
          {name === null ? null : ' · '}
          {t('mountedAt')} <span className="font-mono">{mounts.join(', ')}</span>
        </>
      )}
    </p>
  );
};

/** How much it may do at most, where that was said, and how it is cached, where that is not as usual. */
const Limits = ({ facts }: { facts: VmDisk | undefined }) => {
  const t = useTranslations('disks');
  const locale = useLocale();
  if (!facts) return null;
  const { bytesPerSecond, iops, cache } = facts;
  const said = [
    ...(bytesPerSecond === null ? [] : [t('atMostRate', { rate: formatBytes(bytesPerSecond, locale) })]),
    ...(iops === null ? [] : [t('atMostIops', { iops })]),
    ...(cache === 'default' ? [] : [t('cacheIs', { cache: t(`caches.${cache}`) })]),
  ];
  return said.length === 0 ? null : <p className="text-12 text-soft">{said.join(' · ')}</p>;
};
