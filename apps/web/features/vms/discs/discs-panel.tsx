'use client';

import type { Vm } from '@limen/contract/vms';
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { ErrorNote, useCodeText } from '../../../lib/error-text.tsx';
import { isPretended } from '../../../lib/optimistic-vms.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Notice, Panel, Progress } from '../../../ui/marks.tsx';
import { DriveList } from './drive-list.tsx';
import { type DriveChange, type DriveProblem, useDriveChange } from './use-drive-change.ts';

const Loading = () => <p className="text-13 text-soft">{useTranslations('common')('loading')}</p>;
/** What moves things by hand comes with it: only pages with this panel load that. */
const BootOrder = dynamic(() => import('./boot-order.tsx').then((file) => file.BootOrder), {
  ssr: false,
  loading: () => <Loading />,
});

/** CD drives of a machine with what is in them, and what it boots from. */
export const DiscsPanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const { at, problem, begin, dismiss } = useDriveChange(vm.id);
  if (isPretended(vm)) return null;
  const { operation } = vm;
  const atWork = operation?.kind === 'vm.media' || operation?.kind === 'vm.boot' ? operation : null;
  return (
    <Panel title={t('discs.title')}>
      <div className="flex flex-col gap-4">
        {problem ? <Problem problem={problem} begin={begin} dismiss={dismiss} /> : null}
        {atWork ? <Progress label={t(`kinds.${atWork.kind}`)} value={atWork.progress} /> : null}
        <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-2">
          <DriveList vm={vm} at={at} onChange={begin} />
          <BootOrder vm={vm} at={at} onChange={begin} />
        </div>
      </div>
    </Panel>
  );
};

const Problem = (props: {
  problem: DriveProblem;
  begin: (change: DriveChange) => void;
  dismiss: () => void;
}) => {
  const t = useTranslations();
  const codeText = useCodeText();
  const { thrown, operation, held } = props.problem;
  return (
    <Notice tone="fault" alert className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        {thrown === null ? (
          <>
            <p>{operation?.error ? codeText(operation.error.code) : t('discs.notDone')}</p>
            {operation?.requestId ? (
              <p className="mt-1 flex flex-wrap items-center gap-x-3 text-12 text-soft">
                {t('errors.requestId')}
                <CopyText
                  text={operation.requestId}
                  label={t('common.copy')}
                  copied={t('common.copied')}
                  small
                  className="-mx-1.5"
                />
              </p>
            ) : null}
          </>
        ) : (
          <ErrorNote error={thrown} />
        )}
        {held ? (
          <Button look="danger" size="small" className="mt-2" onClick={() => props.begin(held)}>
            {t('discs.force')}
          </Button>
        ) : null}
      </div>
      <Button
        look="quiet"
        size="small"
        label={t('common.close')}
        icon={<X aria-hidden size={14} />}
        onClick={props.dismiss}
      />
    </Notice>
  );
};
