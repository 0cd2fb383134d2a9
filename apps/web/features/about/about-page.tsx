'use client';

import type { Host } from '@limen/contract/hosts';
import type { Health } from '@limen/contract/system';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { HostDevicesOf } from './host-devices-of.tsx';
import { ErrorNote } from '../../lib/error-text.tsx';
import { formatBytes, formatDuration } from '../../lib/format.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useHosts } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts, Meter, Notice, PageHead, Panel, StateMark } from '../../ui/marks.tsx';

const tones = { ok: 'ok', degraded: 'busy', failed: 'fault' } as const;

/** How LIMEN is, what it runs on, and what the words mean. */
export const AboutPage = ({ initial }: { initial: Health }) => {
  const t = useTranslations();
  const locale = useLocale();
  const hosts = useHosts();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => api.system.health({ signal }),
    initialData: initial,
    refetchInterval: 15_000,
  });
  return (
    <div className="flex flex-col gap-5">
      <PageHead title={t('frame.about')} aside={`LIMEN ${data.version}`}>
        <Button busy={isFetching} onClick={() => void refetch()}>
          {t('about.check')}
        </Button>
      </PageHead>
      {error ? (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      ) : null}
      <Panel title={t('about.health')}>
        <Facts
          rows={[
            [t('about.database'), <State key="d" state={data.database} />],
            [t('about.operations'), <State key="o" state={data.operations} />],
            ...data.hosts.map(
              (host) =>
                [
                  t('about.hostNamed', { name: host.name }),
                  <span key={host.name} className="flex flex-wrap items-center gap-x-3">
                    <State state={host.state} />
                    {host.reason === null ? null : <span className="text-13 text-soft">{host.reason}</span>}
                  </span>,
                ] as const,
            ),
            ...(data.quotas === null
              ? []
              : [[t('about.quotas'), <Recount key="q" quotas={data.quotas} />] as const]),
            [
              t('about.uptime'),
              <span key="u" className="tabular">
                {formatDuration(data.uptimeSeconds * 1000, locale)}
              </span>,
            ],
            [
              t('about.memory'),
              <span key="m" className="tabular">
                {formatBytes(data.rssBytes, locale)}
              </span>,
            ],
          ]}
        />
      </Panel>
      <h2 className="text-16 font-semibold">{t('about.hosts')}</h2>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {hosts.map((host) => (
          <HostPanel key={host.id} host={host} />
        ))}
      </div>
    </div>
  );
};

const Recount = ({ quotas }: { quotas: NonNullable<Health['quotas']> }) => {
  const t = useTranslations('about');
  const { recountedAt, corrected } = quotas;
  if (recountedAt === null) return <StateMark tone="busy">{t('notCounted')}</StateMark>;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <State state={corrected.length === 0 ? 'ok' : 'degraded'} />
      <span className="text-13 text-soft">
        {corrected.length === 0
          ? t.rich('recounted', { when: () => <RelativeTime at={recountedAt} /> })
          : t('corrected', {
              count: corrected.length,
              names: corrected.map((c) => c.userName).join(', '),
            })}
      </span>
    </span>
  );
};

const State = ({ state }: { state: Health['database'] }) => {
  const t = useTranslations('about');
  return <StateMark tone={tones[state]}>{t(state)}</StateMark>;
};

const HostPanel = ({ host }: { host: Host }) => {
  const t = useTranslations();
  const locale = useLocale();
  const connected = host.connection === 'connected';
  return (
    <Panel>
      <div className="mb-4 flex items-center justify-between gap-4">
        <h3 className="truncate font-semibold">{host.name}</h3>
        <StateMark tone={connected ? 'ok' : host.connection === 'connecting' ? 'busy' : 'fault'}>
          {t(`about.${host.connection}`)}
        </StateMark>
      </div>
      <div className="flex flex-col gap-5">
        {connected ? null : (
          <p className="text-13">
            {t('about.hostAway')} {host.lastSeenAt === null ? null : <RelativeTime at={host.lastSeenAt} />}
            {host.connectionReason === null ? null : (
              <span className="block text-soft">{host.connectionReason}</span>
            )}
          </p>
        )}
        <Facts
          rows={[
            [t('vms.acceleration'), host.accelerator === null ? '–' : t(`about.${host.accelerator}`)],
            [
              t('about.capacity'),
              <span key="c" className="tabular">
                {t('about.capacityText', {
                  cpus: host.cpus ?? 0,
                  memory: formatBytes(host.memoryBytes ?? 0, locale),
                })}
              </span>,
            ],
            [
              t('frame.machines'),
              <span key="v" className="tabular">
                {host.vmCount}
              </span>,
            ],
            [t('about.architecture'), host.architecture ?? '–'],
            [
              'libvirt',
              <span key="l" className="font-mono text-13">
                {host.libvirtVersion ?? '–'}
              </span>,
            ],
            [
              'QEMU',
              <span key="q" className="font-mono text-13">
                {host.qemuVersion ?? '–'}
              </span>,
            ],
          ]}
        />
        <HostDevicesOf host={host} />
        {host.accelerator === 'tcg' ? <p className="text-13 text-soft">{t('about.tcgHint')}</p> : null}
        {host.pools.map((pool) => {
          const used = pool.capacityBytes - pool.availableBytes;
          return (
            <Meter
              key={pool.role}
              label={t(`about.pool.${pool.role}`)}
              text={t('about.usedOf', {
                used: formatBytes(used, locale),
                total: formatBytes(pool.capacityBytes, locale),
              })}
              fraction={pool.capacityBytes === 0 ? 0 : used / pool.capacityBytes}
              tone={used > pool.capacityBytes * 0.9 ? 'fault' : 'accent'}
            />
          );
        })}
      </div>
    </Panel>
  );
};
