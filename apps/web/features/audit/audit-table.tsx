'use client';

import type { AuditLine } from '@limen/contract/audit';
import { useTranslations } from 'next-intl';
import { timesOf, useActionWord, useObjectName, useResultWord } from '../../lib/audit-words.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { StateMark } from '../../ui/marks.tsx';

/** Who, what, on what, how it ended, when: one a line. The action's name opens the rest. */
export const AuditTable = ({
  lines,
  onOpen,
}: {
  lines: readonly AuditLine[];
  onOpen: (line: AuditLine) => void;
}) => {
  const t = useTranslations('audit');
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full table-fixed text-left text-14">
        <caption className="sr-only">{t('title')}</caption>
        <thead className="border-b border-line text-12 text-soft max-md:sr-only">
          <tr className="*:px-3 *:py-2.5 *:first:pl-4 *:font-medium *:whitespace-nowrap">
            <th scope="col" className="w-[26%]">
              {t('what')}
            </th>
            <th scope="col" className="w-[26%]">
              {t('object')}
            </th>
            <th scope="col" className="w-[18%]">
              {t('who')}
            </th>
            <th scope="col" className="w-[14%]">
              {t('result.title')}
            </th>
            <th scope="col" className="w-[16%]">
              {t('when')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <Row key={line.seq} line={line} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Row = ({ line, onOpen }: { line: AuditLine; onOpen: (line: AuditLine) => void }) => {
  const t = useTranslations('audit');
  const { tone, word } = useResultWord()(line);
  const action = useActionWord()(line.action);
  const times = timesOf(line);
  const object = useObjectName()(line);
  return (
    <tr
      onClick={() => onOpen(line)}
      className="cursor-pointer transition-colors hover:bg-ground max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:px-4 max-md:py-2.5 md:*:px-3 md:*:py-2 md:*:first:pl-4"
    >
      <th scope="row" className="truncate font-medium max-md:order-1">
        <button
          type="button"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(line);
          }}
          className="max-w-full truncate rounded-control text-left font-medium hover:underline"
        >
          {action}
        </button>
      </th>
      <td className="truncate max-md:order-3 max-md:text-13 max-md:text-soft">
        <bdi title={object}>{object}</bdi>
      </td>
      <td className="truncate max-md:order-5 max-md:text-12 max-md:text-soft">
        <bdi title={line.actorName}>{line.actorName === '' ? t('limen') : line.actorName}</bdi>
        {line.via === 'token' ? <span className="ml-1.5 text-12 text-soft">{t('byToken')}</span> : null}
      </td>
      <td className="max-md:order-2 max-md:text-right">
        <StateMark tone={tone}>
          {word}
          {times > 1 ? <span className="tabular font-normal text-soft">×{times}</span> : null}
        </StateMark>
      </td>
      <td className="whitespace-nowrap text-soft max-md:order-4 max-md:text-right max-md:text-12">
        <RelativeTime at={line.at} />
      </td>
    </tr>
  );
};
