'use client';

import { ApiError } from '@limen/client/api-error';
import { exportDays, type ExportFormat, exportFormat } from '@limen/contract/exports';
import type { Image } from '@limen/contract/images';
import type { Snapshot } from '@limen/contract/snapshots';
import { vmLimits } from '@limen/contract/new-vms';
import { type Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { useVms } from '../../lib/vms-context.tsx';
import { useAbsorb, useAbsorbOperation, useHosts, useImages } from '../../lib/world.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Check, Choices, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { DialogForm, useSending } from './dialog-form.tsx';

export type CopyAction = 'clone' | 'template' | 'export';

/** What a machine is made into: another machine, or a template. */
export const CopyDialog = (props: {
  vm: Vm;
  action: CopyAction;
  /** Of the disks in one, not of those that it has now. */
  snapshot?: Snapshot;
  onClose: () => void;
}) => {
  const { vm, action, snapshot, onClose } = props;
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={
        snapshot
          ? t('snapshots.forkTitle', { name: snapshot.name })
          : t(`copies.${action}Title`, { name: vm.name })
      }
    >
      {action === 'clone' ? (
        <CloneForm vm={vm} snapshot={snapshot} onClose={onClose} />
      ) : action === 'template' ? (
        <TemplateForm vm={vm} onClose={onClose} />
      ) : (
        <ExportForm vm={vm} onClose={onClose} />
      )}
    </Dialog>
  );
};

const CloneForm = ({
  vm,
  snapshot,
  onClose,
}: {
  vm: Vm;
  snapshot: Snapshot | undefined;
  onClose: () => void;
}) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const { vms } = useVms();
  const taken = new Set(vms.map(({ name }) => name));
  const [name, setName] = useState(() => freeName(vm.name, taken));
  const [full, setFull] = useState<'full' | 'linked'>('full');
  const [start, setStart] = useState(false);
  const [newIdentity, setNewIdentity] = useState(true);
  const canBeAnother = useReadsCloudInit(vm);
  const { busy, error, submit, forget } = useSending(async () => {
    const body = { name: name.trim(), full: full === 'full', start, newIdentity };
    const made = snapshot
      ? await api.snapshots.fork({ params: { id: vm.id, snapshotId: snapshot.id }, body })
      : await api.copies.clone({ params: { id: vm.id }, body });
    absorb({ type: 'vm.changed', seq: 1, vm: made.vm });
    absorbOperation(made.operation);
  }, onClose);
  const atName = error instanceof ApiError && error.field === 'name';
  const image = vm.disks[0]?.imageId === null ? null : vm.image;
  return (
    <DialogForm
      submit={t('copies.clone')}
      whyNot={nameFault(name) ? t('create.nameBad', { max: vmLimits.nameLength }) : null}
      error={atName ? null : error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t('create.name')}
        error={atName ? errorText(error).text : null}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          forget();
        }}
        autoComplete="off"
        spellCheck={false}
        data-first
      />
      <Choices
        legend={t('copies.how')}
        name="full"
        value={full}
        onChange={setFull}
        choices={[
          { value: 'full', label: t('copies.full'), hint: t('copies.fullHint') },
          {
            value: 'linked',
            label: t('copies.linked'),
            hint: t('copies.linkedHint', { image: image?.name ?? '' }),
            whyNot: image === null ? t('copies.linkedNot') : null,
          },
        ]}
      />
      <p className="text-13 text-soft">
        {[
          t(canBeAnother && newIdentity ? 'copies.sameUsers' : 'copies.sameInside'),
          ...(vm.firmware === 'uefi' ? [t('copies.uefiCopied')] : []),
          ...(vm.tpm ? [t('copies.tpmNew')] : []),
        ].join(' ')}
      </p>
      {canBeAnother ? (
        <Check
          label={t('copies.newIdentity')}
          hint={t('copies.newIdentityHint')}
          checked={newIdentity}
          onChange={setNewIdentity}
        />
      ) : null}
      <Check label={t('copies.startIt')} checked={start} onChange={setStart} />
    </DialogForm>
  );
};

const TemplateForm = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const families = newestOf(useImages());
  const readsCloudInit = useReadsCloudInit(vm);
  const hasSysprep = useHosts().some(({ id, sysprep }) => id === vm.hostId && sysprep);
  const isWindows = vm.osId?.startsWith('win') === true;
  const canGeneralise = !isWindows && (hasSysprep || readsCloudInit);
  // the agent's way boots the copy, and needs an agent inside: whoever knows that asks for it
  const [asked, setAsked] = useState(hasSysprep);
  const generalise = canGeneralise && asked;
  const [name, setName] = useState(vm.name);
  const [familyId, setFamilyId] = useState('');
  const { busy, error, submit, forget } = useSending(async () => {
    const body = { name: name.trim(), generalise, ...(familyId === '' ? {} : { familyId }) };
    const made = await api.copies.template({ params: { id: vm.id }, body });
    absorb({ type: 'image.changed', seq: 1, image: made.image });
    absorbOperation(made.operation);
  }, onClose);
  const choices = [
    { value: '', label: t('copies.newTemplate'), hint: t('copies.newTemplateHint') },
    ...families.map((image) => ({
      value: image.template?.familyId ?? '',
      label: image.name,
      hint: t('copies.nextVersion', { version: (image.template?.version ?? 0) + 1 }),
    })),
  ];
  return (
    <DialogForm
      submit={t('copies.template')}
      whyNot={nameFault(name) ? t('create.nameBad', { max: vmLimits.nameLength }) : null}
      error={error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      {families.length === 0 ? null : (
        <Choices
          legend={t('copies.of')}
          name="familyId"
          value={familyId}
          columns="sm:grid-cols-1"
          choices={choices}
          onChange={(chosen) => {
            setFamilyId(chosen);
            setName(families.find(({ template }) => template?.familyId === chosen)?.name ?? vm.name);
          }}
        />
      )}
      <TextField
        label={t('copies.templateName')}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          forget();
        }}
        autoComplete="off"
        spellCheck={false}
        data-first
      />
      <p className="text-13 text-soft">{t('copies.templateText')}</p>
      <Check
        label={t(hasSysprep ? 'copies.sysprep' : 'copies.agent')}
        hint={t(
          !canGeneralise ? 'copies.generaliseNot' : hasSysprep ? 'copies.sysprepHint' : 'copies.agentHint',
        )}
        checked={generalise}
        disabled={!canGeneralise}
        onChange={setAsked}
      />
      {generalise ? null : (
        <Notice tone="plain">
          <p className="text-13">{t(readsCloudInit ? 'copies.byCloudInit' : 'copies.notGeneralised')}</p>
        </Notice>
      )}
    </DialogForm>
  );
};

const ExportForm = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations('copies');
  const absorbOperation = useAbsorbOperation();
  const [format, setFormat] = useState<ExportFormat>('ova');
  const { busy, error, submit } = useSending(async () => {
    const made = await api.exports.begin({ params: { id: vm.id }, body: { format } });
    absorbOperation(made.operation);
  }, onClose);
  return (
    <DialogForm
      submit={t('export')}
      whyNot={null}
      error={error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices
        first
        legend={t('format')}
        name="format"
        value={format}
        onChange={setFormat}
        choices={exportFormat.options.map((value) => ({
          value,
          label: t(value),
          hint: t(`${value}Hint`),
        }))}
      />
      <p className="text-13 text-soft">{t('exportText', { days: exportDays })}</p>
    </DialogForm>
  );
};

/** Whether cloud-init is in the machine: it was told something, or its image says so. The server decides by the same. */
const useReadsCloudInit = (vm: Vm): boolean => {
  const image = useImages().find(({ id }) => id === vm.image?.id);
  return vm.cloudInit !== null || image?.cloudInit === true;
};

/** The newest version of each template that the reader may make another version of. */
const newestOf = (images: readonly Image[]): Image[] => {
  const newest = new Map<string, Image>();
  for (const image of images) {
    if (image.template === null || !image.permissions.includes('edit')) continue;
    const { familyId, version } = image.template;
    if (version > (newest.get(familyId)?.template?.version ?? 0)) newest.set(familyId, image);
  }
  return [...newest.values()];
};

const nameFault = (name: string): boolean => {
  const { length } = Array.from(name.trim());
  return length === 0 || length > vmLimits.nameLength;
};

/** The name with the lowest number after it that nobody has. */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  for (let n = 2; ; n += 1) {
    const end = `-${n}`;
    const free = `${Array.from(name)
      .slice(0, vmLimits.nameLength - end.length)
      .join('')}${end}`;
    if (!taken.has(free)) return free;
  }
};
