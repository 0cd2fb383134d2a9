'use client';

import type { Share } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { api } from '../../lib/api.ts';
import { type ShareList, useShareList } from '../../lib/use-share-list.ts';

/** Whom a machine is shared with, as far as the reader may know. A change of the machine asks again. */
export const useShares = (vm: Pick<Vm, 'id' | 'revision'>): ShareList<Share> =>
  useShareList(vm, api.shares.list);
