'use client';

import type { Host } from '@limen/contract/hosts';
import type { Image } from '@limen/contract/images';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';
import { formatBytes } from '../../lib/format.ts';
import { isSeveral, type NewVms, namesAsked } from '../../lib/new-vms.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Facts, Notice, Panel } from '../../ui/marks.tsx';
import { asCurl } from './as-curl.ts';

const never = (): (() => void) => () => {};
/** Where this page comes from; unknown while the server draws it. */
const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );

/** What will be made, said before it is made; the same as a call of the API. */
export const CreateSummary = (props: {
  body: NewVms;
  image: Image;
  /** What will be on it; null: nobody knows. */
  system: string | null;
  host: Host | undefined;
  /** What would be used of the quota after this. */
  after: ReactNode;
  children: ReactNode;
}) => {
  const t = useTranslations();
  const locale = useLocale();
  const { body, image, host } = props;
  const names = namesAsked(body);
  const each = (amount: string): string => (isSeveral(body) ? t('batch.each', { amount }) : amount);
  const command = asCurl(useOrigin(), body);
  return (
    <div className="flex flex-col gap-3 lg:sticky lg:top-20">
      <Panel title={t('create.summary')}>
        <div className="flex flex-col gap-5">
          <Facts
            rows={[
              ...(isSeveral(body)
                ? [
                    [
                      t('batch.count'),
                      <span key="n" className="tabular">
                        {names.length || '–'}
                      </span>,
                    ] as const,
                    [
                      t('batch.pattern'),
                      <span key="p" className="[overflow-wrap:anywhere]">
                        {names.length > 1
                          ? t('batch.fromTo', { first: names[0] ?? '', last: names.at(-1) ?? '' })
                          : (names[0] ?? '–')}
                      </span>,
                    ] as const,
                  ]
                : [[t('create.name'), body.name] as const]),
              [t('create.boot'), image.name],
              ...(props.system === null ? [] : [[t('systems.title'), props.system] as const]),
              [
                t('create.vcpus'),
                <span key="v" className="tabular">
                  {each(body.vcpus.toString())}
                </span>,
              ],
              [
                t('create.memory'),
                <span key="m" className="tabular">
                  {each(formatBytes(body.memoryBytes, locale))}
                </span>,
              ],
              [
                t('create.disk'),
                <span key="d" className="tabular">
                  {each(formatBytes(body.diskBytes, locale))}
                </span>,
              ],
              [t('vms.host'), host?.name ?? '–'],
            ]}
          />
          {host?.accelerator === 'tcg' ? <p className="text-12 text-busy">{t('create.slow')}</p> : null}
          {props.after}
          {props.children}
        </div>
      </Panel>
      {host && host.connection !== 'connected' ? (
        <Notice tone="busy">{t('create.hostAway', { host: host.name })}</Notice>
      ) : null}
      <details className="rounded-card border border-line bg-surface text-13">
        <summary className="rounded-card px-5 py-3 font-medium text-soft">{t('create.asApi')}</summary>
        <div className="px-5 pb-4">
          <pre className="mb-2 overflow-x-auto rounded-control bg-ground p-3 font-mono text-12">
            {command}
          </pre>
          <CopyText
            text={command}
            shown={t('create.copyCurl')}
            label={t('common.copy')}
            copied={t('common.copied')}
            className="-ml-1.5 font-sans"
          />
        </div>
      </details>
    </div>
  );
};
