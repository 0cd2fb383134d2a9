'use client';

import type { AuditLine } from '@limen/contract/audit';
import { errorCodes } from '@limen/contract/error-codes';
import { isActive } from '@limen/contract/operations';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Tone } from '../ui/marks.tsx';
import { useKnownVms, useUsers } from './world.tsx';

/** An action of the audit log in words; one that these pages do not know yet as it stands. */
export const useActionWord = (): ((action: string) => string) => {
  const t = useTranslations('audit.action');
  return useCallback(
    (action) => {
      // a key of the messages only where there is one, which is asked first
      const key = action as Parameters<typeof t.has>[0];
      return t.has(key) ? t(key) : action;
    },
    [t],
  );
};

/** How it ended, in a word and its sign: of what began an operation, what became of that. */
export const useResultWord = (): ((line: Pick<AuditLine, 'result' | 'outcome'>) => {
  tone: Tone;
  word: string;
}) => {
  const t = useTranslations();
  return useCallback(
    ({ result, outcome }) => {
      if (result === 'refused') return { tone: 'refused', word: t('audit.result.refused') };
      if (result === 'failed') return { tone: 'fault', word: t('audit.result.failed') };
      if (!outcome) return { tone: 'ok', word: t('audit.result.done') };
      const word = t(`operationState.${outcome.state}`);
      if (isActive(outcome.state)) return { tone: 'busy', word };
      if (outcome.state === 'failed') return { tone: 'fault', word };
      return { tone: outcome.state === 'cancelled' ? 'stopped' : 'ok', word };
    },
    [t],
  );
};

/** The sentence for why it was not done, or not to the end; null where it was. */
export const useReason = (): ((line: Pick<AuditLine, 'code' | 'outcome'>) => string | null) => {
  const t = useTranslations('errors');
  return useCallback(
    ({ code, outcome }) => {
      const said = code ?? outcome?.code ?? null;
      const known = errorCodes.find((each) => each === said);
      return known === undefined ? said : t(known);
    },
    [t],
  );
};

/** How many attempts a line of refusals stands for. */
export const timesOf = ({ after }: Pick<AuditLine, 'after'>): number =>
  typeof after === 'object' && after !== null && 'times' in after && typeof after.times === 'number'
    ? after.times
    : 1;

/** What it was done to, by name. A refusal knows only the id: the name is then that of a machine or person there is. */
export const useObjectName = (): ((line: Pick<AuditLine, 'objectName' | 'objectId'>) => string) => {
  const { vms, trash } = useKnownVms();
  const users = useUsers();
  return useCallback(
    ({ objectName, objectId }) => {
      if (objectName !== '') return objectName;
      if (objectId === null) return '–';
      const vm = [...vms, ...trash].find((each) => each.id === objectId)?.name;
      return vm ?? users.find((each) => each.id === objectId)?.userName ?? objectId;
    },
    [vms, trash, users],
  );
};
