'use client';

import { ApiError } from '@limen/client/api-error';
import { errorCodes } from '@limen/contract/error-codes';
import { leavesTrashAtMs } from '@limen/contract/leases';
import { whyNot } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { ArchiveRestore, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote, useCodeText } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { UntilTime } from '../../lib/until-time.tsx';
import { useVmStatus } from '../../lib/vm-status.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useAbsorbOperation } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Progress } from '../../ui/marks.tsx';

type Props = {
  vm: Vm;
  owned: boolean;
  /** Of the setting `trash`; undefined while it is not known. */
  days: number | undefined;
};

/** One machine in the trash: what it was, when it goes for good, and the two ways out. */
export const TrashRow = ({ vm, owned, days }: Props) => {
  const t = useTranslations();
  const locale = useLocale();
  const codeText = useCodeText();
  const status = useVmStatus();
  const absorb = useAbsorbOperation();
  const { act, problems, dismissProblem } = useVms();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [renaming, setRenaming] = useState(false);
  const off = (action: 'restore' | 'delete'): string | null => {
    const reason = whyNot(action, {
      state: vm.state,
      busy: vm.operation !== null,
      stale: vm.stale,
      permissions: vm.permissions,
    });
    return reason === null ? null : reason === 'state' ? t(`whyNot.state.${action}`) : t(`whyNot.${reason}`);
  };
  const restore = async (name?: string): Promise<void> => {
    setBusy(true);
    setError(null);
    dismissProblem(vm.id);
    try {
      absorb(await api.vms.restore({ params: { id: vm.id }, body: name === undefined ? {} : { name } }));
      setRenaming(false);
    } catch (thrown) {
      // its name is another machine's by now: ask for one
      if (thrown instanceof ApiError && thrown.code === 'vm.name_taken') setRenaming(true);
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const bytes = vm.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
  const code = errorCodes.find((c) => c === vm.lastError?.code);
  const problem = problems.get(vm.id)?.error ?? (renaming ? null : error);
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-3 px-4 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <h2 title={vm.name} className="truncate font-semibold">
          {vm.name}
        </h2>
        <p className="tabular mt-0.5 flex flex-wrap gap-x-4 text-13 text-soft">
          {owned ? <span>{vm.owner.displayName}</span> : null}
          <span>{t('trash.diskOf', { size: formatBytes(bytes, locale) })}</span>
          {vm.trashedAt === null ? null : (
            <span>
              {t.rich('trash.since', {
                when: () => <RelativeTime key="w" at={vm.trashedAt ?? vm.createdAt} />,
              })}
            </span>
          )}
          {vm.trashedAt === null || days === undefined ? null : (
            <span>
              {t.rich('trash.until', {
                when: () => (
                  <UntilTime key="w" atMs={leavesTrashAtMs(Date.parse(vm.trashedAt ?? vm.createdAt), days)} />
                ),
              })}
            </span>
          )}
        </p>
        {vm.startedAt === null ? null : <p className="mt-1 text-13 text-fault">{t('trash.runs')}</p>}
        {code && !vm.operation ? <p className="mt-1 text-13 text-fault">{codeText(code)}</p> : null}
        {vm.operation ? (
          <div className="mt-2 flex max-w-md flex-col gap-1.5 text-13 text-soft" aria-live="polite">
            {status(vm).word}
            <Progress label={status(vm).word} value={vm.operation.progress} />
          </div>
        ) : null}
        {problem === null ? null : (
          <div role="alert" className="mt-2 text-13 text-fault">
            <ErrorNote error={problem} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          busy={busy && !renaming}
          whyNot={off('restore')}
          icon={<ArchiveRestore aria-hidden size={15} />}
          onClick={() => void restore()}
        >
          {t('actions.restore')}
        </Button>
        <Button
          look="quiet"
          size="small"
          whyNot={off('delete')}
          icon={<Trash2 aria-hidden size={15} />}
          onClick={() => act(vm, 'delete')}
        >
          {t('confirm.forGood')}
        </Button>
      </div>
      {renaming ? (
        <Rename
          vm={vm}
          busy={busy}
          error={error}
          onClose={() => {
            setRenaming(false);
            setError(null);
          }}
          onName={(name) => void restore(name)}
        />
      ) : null}
    </li>
  );
};

/** Its name is taken: under which one it comes back. */
const Rename = (props: {
  vm: Vm;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onName: (name: string) => void;
}) => {
  const t = useTranslations();
  const [name, setName] = useState(t('trash.suggestedName', { name: props.vm.name }));
  const given = name.trim();
  const taken = props.error instanceof ApiError && props.error.code === 'vm.name_taken';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (given !== '' && !props.busy) props.onName(given);
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      closeLabel={t('common.close')}
      title={t('confirm.title', { action: t('actions.restore'), name: props.vm.name })}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{t('trash.nameTaken', { name: props.vm.name })}</p>
        <TextField
          label={t('create.name')}
          value={name}
          maxLength={63}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          data-first
        />
        {taken || props.error === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={props.error} />
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={props.busy}
            whyNot={given === '' ? t('trash.nameFirst') : null}
          >
            {t('actions.restore')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
