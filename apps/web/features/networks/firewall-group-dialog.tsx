'use client';

import {
  type FirewallGroup,
  type FirewallRule,
  firewallProtocol,
  firewallRule,
  mostRules,
} from '@limen/contract/firewall';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useReadFirewallGroups } from '../../lib/firewall-groups.ts';
import { NameField } from '../../lib/name-field.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Check, PickField, TextField } from '../../ui/field.tsx';

type Props = {
  /** null: another one. */
  group: FirewallGroup | null;
  /** Why one cannot have another of one's own. */
  full: string | null;
  onClose: () => void;
};

/** A rule as it is typed. */
type Draft = { key: number; protocol: FirewallRule['protocol']; ports: string; sources: string };

/** A group's name and rules; for administrators also one for everybody. */
export const FirewallGroupDialog = (props: Props) => {
  const t = useTranslations();
  const title = props.group ? t('firewall.editTitle', { name: props.group.name }) : t('firewall.newTitle');
  return (
    <Dialog open onClose={props.onClose} title={title} closeLabel={t('common.close')}>
      <GroupForm {...props} />
    </Dialog>
  );
};

const words = (text: string): string[] => text.split(/[\s,]+/).filter((each) => each !== '');
const ruleOf = ({ protocol, ports, sources }: Draft) => ({
  protocol,
  ports: protocol === 'icmp' ? [] : words(ports),
  sources: words(sources),
});
const draftOf = ({ protocol, ports, sources }: FirewallRule, key: number): Draft => ({
  key,
  protocol,
  ports: ports.join(', '),
  sources: sources.join(', '),
});
const ssh: FirewallRule = { protocol: 'tcp', ports: ['22'], sources: [] };

const GroupForm = ({ group, full, onClose }: Props) => {
  const t = useTranslations();
  const admin = useMe().user.role === 'admin';
  const readAgain = useReadFirewallGroups();
  const [shared, setShared] = useState(full !== null);
  const [drafts, setDrafts] = useState<readonly Draft[]>((group?.rules ?? [ssh]).map(draftOf));
  const rules = drafts.map(ruleOf);
  const wrong = rules.some((rule) => !firewallRule.safeParse(rule).success);
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    const name = fields('name');
    if (group) await api.firewall.edit({ params: { id: group.id }, body: { name, rules } });
    else await api.firewall.create({ body: { name, shared, rules } });
    await readAgain();
    onClose();
  });
  const whyNot = wrong ? t('forwards.incomplete') : !group && !shared ? full : null;
  const change = (key: number, by: Partial<Draft>): void =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...by } : draft)));
  return (
    <form
      onSubmit={(event) => {
        if (whyNot === null) onSubmit(event);
        else event.preventDefault();
      }}
      noValidate
      className="flex flex-col gap-4"
    >
      <NameField defaultValue={group?.name} error={error} />
      {admin && !group ? (
        <Check
          label={t('firewall.shared')}
          hint={t('firewall.sharedHint')}
          checked={shared}
          onChange={setShared}
        />
      ) : null}
      <div className="flex flex-col gap-3">
        {drafts.map((draft, n) => (
          <RuleFields
            key={draft.key}
            draft={draft}
            number={n + 1}
            onChange={(by) => change(draft.key, by)}
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
        <p className="text-13 text-soft">
          {t(drafts.length === 0 ? 'firewall.noRules' : 'firewall.allElse')}
        </p>
        <Button
          size="small"
          className="self-start"
          icon={<Plus aria-hidden size={15} />}
          whyNot={drafts.length >= mostRules ? t('firewall.mostRules', { max: mostRules }) : null}
          onClick={() =>
            setDrafts([
              ...drafts,
              {
                key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1,
                protocol: 'tcp',
                ports: '',
                sources: '',
              },
            ])
          }
        >
          {t('firewall.addRule')}
        </Button>
      </div>
      {group && group.nics > 0 ? (
        <p className="text-13 text-soft">{t('firewall.atOnce', { count: group.nics })}</p>
      ) : null}
      {refused === 'name' ? null : <ErrorAlert error={error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
          {t(group ? 'common.save' : 'firewall.create')}
        </Button>
      </div>
    </form>
  );
};

const RuleFields = (props: {
  draft: Draft;
  number: number;
  onChange: (by: Partial<Draft>) => void;
  onRemove: () => void;
}) => {
  const t = useTranslations('firewall');
  const { draft, number, onChange } = props;
  const read = firewallRule.safeParse(ruleOf(draft));
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]));
  return (
    <fieldset className="rounded-control border border-line px-3 pt-2 pb-3">
      <legend className="sr-only">{t('rule', { number })}</legend>
      <div className="flex items-center justify-between">
        <span aria-hidden className="text-13 font-medium text-soft">
          {t('rule', { number })}
        </span>
        <Button
          look="quiet"
          size="small"
          className="-mr-2"
          label={t('removeRule', { number })}
          icon={<X aria-hidden size={15} />}
          onClick={props.onRemove}
        />
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[7.5rem_1fr]">
        <PickField
          label={t('protocol')}
          value={draft.protocol}
          choices={firewallProtocol.options.map((value) => ({
            value,
            label: value === 'icmp' ? t('ping') : value.toUpperCase(),
          }))}
          onChange={(protocol) => onChange({ protocol })}
        />
        {draft.protocol === 'icmp' ? null : (
          <TextField
            label={t('ports')}
            value={draft.ports}
            placeholder={t('portsAll')}
            autoComplete="off"
            spellCheck={false}
            error={wrong.has('ports') ? t('badPorts') : null}
            onChange={(event) => onChange({ ports: event.target.value })}
          />
        )}
        <div className="sm:col-span-2">
          <TextField
            label={t('sources')}
            value={draft.sources}
            placeholder={t('sourcesAll')}
            autoComplete="off"
            spellCheck={false}
            error={wrong.has('sources') ? t('badSources') : null}
            onChange={(event) => onChange({ sources: event.target.value })}
          />
        </div>
      </div>
    </fieldset>
  );
};
