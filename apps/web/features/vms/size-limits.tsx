'use client';

import type { VmSize } from '@limen/contract/resize';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { useHosts } from '../../lib/world.tsx';

const askAgainMs = 5000;
const askAgainWhileBusyMs = 1000;

/** What its host and its guest say, asked again as long as somebody looks; undefined where it is off, or not known yet. */
export const useVmSize = (vm: Vm): VmSize | undefined => {
  const { data } = useQuery({
    queryKey: ['size', vm.id, vm.revision],
    queryFn: () => api.resize.size({ params: { id: vm.id } }),
    placeholderData: keepPreviousData,
    enabled: vm.vcpus.running !== null && !vm.stale,
    refetchInterval: vm.operation?.kind === 'vm.resize' ? askAgainWhileBusyMs : askAgainMs,
  });
  return vm.vcpus.running === null ? undefined : data;
};

type Limit = 'switchedOff' | 'memoryNextStart' | 'agentSilent' | 'agentSilentEmulated';

/** What cannot be done while it runs, and why: said before it is asked for. */
export const useSizeLimits = (vm: Vm): { vcpus: Limit | null; memory: Limit | null } => {
  const size = useVmSize(vm);
  const host = useHosts().find(({ id }) => id === vm.hostId);
  const ways = size?.ways ?? host?.liveSize;
  if (vm.vcpus.running === null || !ways) return { vcpus: null, memory: null };
  const emulated = ways.fewerVcpus === 'switched_off';
  const silent = size !== undefined && size.vcpus.guest === null;
  return {
    vcpus: silent ? (emulated ? 'agentSilentEmulated' : 'agentSilent') : emulated ? 'switchedOff' : null,
    memory: ways.moreMemory === 'next_start' ? 'memoryNextStart' : null,
  };
};

/** The same as sentences. @param without what is said beside it already */
export const SizeLimits = ({ vm, without }: { vm: Vm; without: Limit | null }) => {
  const t = useTranslations('resize');
  const { vcpus, memory } = useSizeLimits(vm);
  const limits = [vcpus, memory].flatMap((limit) => (limit === null || limit === without ? [] : [limit]));
  if (limits.length === 0) return null;
  return (
    <section aria-label={t('cannot')}>
      <ul className="flex flex-col gap-1 text-13 text-soft">
        {limits.map((limit) => (
          <li key={limit}>{t(limit)}</li>
        ))}
      </ul>
    </section>
  );
};
