'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { Check, Choices, TextArea, TextField } from '../../../ui/field.tsx';
import { type DraftFault, faultsOf } from './cloud-init-draft.ts';
import { HostFields } from './host-fields.tsx';
import { SshKeyFields } from './ssh-key-fields.tsx';
import type { CloudInitWish } from './use-cloud-init.ts';

/** Who may sign in, and how the machine is set up; what is seldom wanted is below "More". */
export const CloudInitForm = ({ wish }: { wish: CloudInitWish }) => {
  const t = useTranslations('cloudInit');
  const { draft, change } = wish;
  const faults = faultsOf(draft);
  const wrong = (field: DraftFault): string | null => (faults.includes(field) ? t(`wrong.${field}`) : null);
  const plain = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;
  const more = (['hostName', 'timeZone', 'language', 'packages', 'network'] as const).some((field) =>
    faults.includes(field),
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...plain}
          label={t('user')}
          value={draft.user}
          onChange={(event) => change({ user: event.target.value })}
          hint={t('userHint')}
          error={wrong('user')}
        />
        <TextField
          label={t('password')}
          type="password"
          autoComplete="new-password"
          value={draft.password}
          onChange={(event) => change({ password: event.target.value })}
          placeholder={draft.keepPassword ? t('passwordKept') : ''}
          hint={t('passwordHint')}
          error={wrong('password')}
        />
      </div>
      {draft.keepPassword && draft.password === '' ? (
        <Check label={t('keepPassword')} checked onChange={(keepPassword) => change({ keepPassword })} />
      ) : null}
      <SshKeyFields value={draft} ownKeys={wish.ownKeys} onChange={change} />
      <details open={more || undefined}>
        <summary className="rounded-control py-1 text-13 font-medium">{t('more')}</summary>
        <div className="flex flex-col gap-4 pt-3">
          <div className="grid gap-4 sm:grid-cols-3">
            <HostFields value={draft} several={wish.several} wrong={wrong} onChange={change} />
          </div>
          <TextField
            {...plain}
            label={t('packages')}
            value={draft.packages}
            onChange={(event) => change({ packages: event.target.value })}
            placeholder="nginx git"
            hint={t('packagesHint')}
            error={wrong('packages')}
          />
          <CommandFields wish={wish} />
          <Choices
            legend={t('network')}
            name="cloud-init-network"
            value={draft.address}
            choices={[
              { value: 'dhcp', label: t('dhcp'), hint: t('dhcpHint') },
              {
                value: 'static',
                label: t('static'),
                hint: t('staticHint'),
                whyNot: wish.several ? t('staticSeveral') : null,
              },
            ]}
            onChange={(address) => change({ address })}
          />
          {draft.address === 'static' ? (
            <div className="grid gap-4 sm:grid-cols-3">
              <TextField
                {...plain}
                label={t('cidr')}
                value={draft.cidr}
                onChange={(event) => change({ cidr: event.target.value })}
                placeholder="192.168.1.20/24"
                error={wrong('network')}
              />
              <TextField
                {...plain}
                label={t('gateway')}
                value={draft.gateway}
                onChange={(event) => change({ gateway: event.target.value })}
                placeholder="192.168.1.1"
              />
              <TextField
                {...plain}
                label={t('dns')}
                value={draft.dns}
                onChange={(event) => change({ dns: event.target.value })}
                placeholder="192.168.1.1"
              />
            </div>
          ) : null}
        </div>
      </details>
    </div>
  );
};

const CommandFields = ({ wish }: { wish: CloudInitWish }) => {
  const t = useTranslations('cloudInit');
  const { draft, change } = wish;
  const put = (index: number, text: string): void =>
    change({ commands: draft.commands.map((each, at) => (at === index ? text : each)) });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-13 font-medium">{t('commands')}</legend>
      <p className="text-12 text-soft">{t('commandsHint')}</p>
      {draft.commands.map((command, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a command is its place among the others
        <div key={index} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextArea
              label={t('command', { number: index + 1 })}
              value={command}
              rows={command.includes('\n') ? 4 : 1}
              onChange={(event) => put(index, event.target.value)}
              spellCheck={false}
              autoCapitalize="off"
              style={{ fontFamily: 'var(--font-mono, monospace)' }}
            />
          </div>
          <Button
            label={t('removeCommand', { number: index + 1 })}
            icon={<X aria-hidden size={16} />}
            onClick={() => change({ commands: draft.commands.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden size={15} />}
          onClick={() => change({ commands: [...draft.commands, ''] })}
        >
          {t('addCommand')}
        </Button>
      </div>
    </fieldset>
  );
};
