'use client';

import type { AuditLine } from '@limen/contract/audit';
import { auditVia } from '@limen/contract/audit';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { timesOf, useObjectName, useReason, useResultWord } from '../../lib/audit-words.ts';
import { exactTime } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Facts, StateMark } from '../../ui/marks.tsx';
import { differences } from './difference.ts';

/** Everything a line says. `onObject`: narrow the log to what it was done to. */
export const LineDetails = ({ line, onObject }: { line: AuditLine; onObject: (id: string) => void }) => {
  const t = useTranslations('audit');
  const locale = useLocale();
  const { tone, word } = useResultWord()(line);
  const reason = useReason()(line);
  const via = auditVia.safeParse(line.via);
  const { objectId } = line;
  const object = useObjectName()(line);
  const rows: (readonly [string, ReactNode])[] = [
    [t('when'), exactTime(Date.parse(line.at), locale)],
    [
      t('result.title'),
      <div key="r">
        <StateMark tone={tone}>{word}</StateMark>
        {reason === null ? null : <p className="text-13 text-soft">{reason}</p>}
        {timesOf(line) > 1 ? (
          <p className="text-13 text-soft">{t('times', { count: timesOf(line) })}</p>
        ) : null}
      </div>,
    ],
    [
      t('who'),
      <Named key="w" name={line.actorName === '' ? t('limen') : line.actorName} id={line.actorId} />,
    ],
    [t('how'), via.success ? t(`via.${via.data}`) : line.via],
    [
      t('object'),
      <div key="o">
        <Named name={object === objectId ? line.objectType : object} id={objectId} />
        {objectId === null ? null : (
          <Button size="small" className="mt-1.5" onClick={() => onObject(objectId)}>
            {t('ofThis')}
          </Button>
        )}
      </div>,
    ],
    ...(
      [
        [t('address'), line.address],
        [t('session'), line.sessionId],
        [t('token'), line.tokenId],
        [t('request'), line.requestId],
        [t('operation'), line.operationId],
      ] as const
    ).flatMap(([name, text]) => (text === null ? [] : [[name, <Code key={name} text={text} />] as const])),
    [
      t('number'),
      <span key="n" className="tabular font-mono text-13">
        {line.seq}
      </span>,
    ],
  ];
  return (
    <>
      <Facts rows={rows} />
      <Changes line={line} />
    </>
  );
};

const Code = ({ text }: { text: string }) => {
  const t = useTranslations('common');
  return <CopyText text={text} label={t('copy')} copied={t('copied')} small className="-ml-1.5 break-all" />;
};

const Named = ({ name, id }: { name: string; id: string | null }) => (
  <div>
    {/* text of strangers: its direction must not turn what stands beside it */}
    <bdi className="break-words">{name}</bdi>
    {id === null ? null : (
      <div>
        <Code text={id} />
      </div>
    )}
  </div>
);

const Changes = ({ line }: { line: AuditLine }) => {
  const t = useTranslations('audit');
  const all = differences(line.before, line.after);
  if (all.length === 0) return null;
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <table className="w-full text-left text-13">
        <caption className="sr-only">{t('changes')}</caption>
        <thead className="border-b border-line text-12 text-soft">
          <tr className="*:px-3 *:py-2 *:font-medium">
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line font-mono text-12">
          {all.map(({ field, before, after }) => (
            <tr key={field} className="align-top *:px-3 *:py-1.5">
              <th scope="row" className="font-normal break-all text-soft">
                {field}
              </th>
              <td className="break-all">{before === null ? '–' : <bdi>{before}</bdi>}</td>
              <td className={before !== null && before !== after ? 'break-all text-accent' : 'break-all'}>
                {after === null ? '–' : <bdi>{after}</bdi>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
