'use client';

import type { CloudInitFinding } from '@limen/contract/cloud-init';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice, StateMark } from '../../../ui/marks.tsx';
import type { CloudInitWish } from './use-cloud-init.ts';

type Seen = { of: string; files: { name: string; content: string }[]; findings: CloudInitFinding[] };

/** Asks the server to look: what is wrong, line by line, and the files that the machine would be given. */
export const CloudInitPreview = ({ wish, machineName }: { wish: CloudInitWish; machineName: string }) => {
  const t = useTranslations('cloudInit');
  const [seen, setSeen] = useState<Seen | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { cloudInit } = wish.body;
  const now = JSON.stringify(cloudInit);
  const look = async (): Promise<void> => {
    if (!cloudInit) return;
    setBusy(true);
    setError(null);
    try {
      const name = machineName.trim() === '' ? 'machine' : machineName;
      setSeen({ of: now, ...(await api.cloudInit.preview({ body: { machineName: name, cloudInit } })) });
    } catch (thrown) {
      setSeen(null);
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <div>
        <Button size="small" busy={busy} whyNot={wish.whyNot} onClick={() => void look()}>
          {t('check')}
        </Button>
      </div>
      <ErrorAlert error={error} />
      <div aria-live="polite" className="flex flex-col gap-3">
        {seen && seen.of !== now ? <p className="text-13 text-soft">{t('checkOld')}</p> : null}
        {seen && seen.findings.length === 0 ? <StateMark tone="ok">{t('checkFine')}</StateMark> : null}
        {seen && seen.findings.length > 0 ? <Findings findings={seen.findings} /> : null}
        {seen?.files.map((file) => (
          <details key={file.name} open={file.name === 'user-data' || undefined}>
            <summary className="rounded-control py-1 font-mono text-13">{file.name}</summary>
            <pre
              // it scrolls, so the keyboard has to reach it
              tabIndex={0}
              aria-label={file.name}
              className="mt-1 max-h-80 overflow-auto rounded-control border border-line bg-ground p-3 font-mono text-12"
            >
              {file.content}
            </pre>
          </details>
        ))}
      </div>
    </div>
  );
};

const Findings = ({ findings }: { findings: readonly CloudInitFinding[] }) => {
  const t = useTranslations('cloudInit');
  const kind = (name: string): string =>
    ['text', 'number', 'boolean', 'list', 'map', 'nothing'].includes(name)
      ? t(`kind.${name as 'text' | 'number' | 'boolean' | 'list' | 'map' | 'nothing'}`)
      : name;
  const bad = findings.some(({ severity }) => severity === 'error');
  return (
    <Notice tone={bad ? 'fault' : 'busy'}>
      <p className="font-medium">{t(bad ? 'checkBad' : 'checkWarns')}</p>
      <ul className="mt-1 flex flex-col gap-1 text-13">
        {findings.map((each) => (
          <li key={`${each.file} ${each.line} ${each.key}`}>
            <span className="font-mono">
              {each.file}:{each.line}
            </span>{' '}
            {t(`fault.${each.fault}`, { key: each.key ?? '', wanted: each.wanted.map(kind).join(', ') })}
            {each.detail === '' ? null : (
              <span className="block font-mono text-12 text-soft">{each.detail}</span>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
};
