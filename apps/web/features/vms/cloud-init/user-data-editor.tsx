'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { TextArea } from '../../../ui/field.tsx';
import { faultsOf } from './cloud-init-draft.ts';
import { SnippetPicker } from './snippet-picker.tsx';
import type { CloudInitWish } from './use-cloud-init.ts';

/** User-data as somebody writes it, with pieces that they have kept. */
export const UserDataEditor = ({ wish }: { wish: CloudInitWish }) => {
  const t = useTranslations('cloudInit');
  const { draft, change } = wish;
  const box = useRef<HTMLDivElement>(null);
  const insert = (content: string): void => {
    const area = box.current?.querySelector('textarea');
    const at = area?.selectionStart ?? draft.userData.length;
    const rest = draft.userData.slice(area?.selectionEnd ?? at);
    const kept = draft.userData.slice(0, at);
    // a piece that says what it is would say so in the middle: its first line is that of the whole
    const piece = kept.trim() === '' ? content : content.replace(/^#cloud-config[^\n]*\n/, '');
    const gap = kept === '' || kept.endsWith('\n') ? '' : '\n';
    change({ userData: `${kept}${gap}${piece}${piece.endsWith('\n') ? '' : '\n'}${rest}` });
    area?.focus();
  };
  return (
    <div className="flex flex-col gap-4">
      <div ref={box} className="flex flex-col gap-2">
        <TextArea
          label={t('userData')}
          value={draft.userData}
          onChange={(event) => change({ userData: event.target.value })}
          rows={14}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          hint={t('userDataHint')}
          error={faultsOf(draft).includes('userData') ? t('wrong.userData') : null}
          style={{ fontFamily: 'var(--font-mono, monospace)', fontSize: '13px' }}
        />
        <SnippetPicker onPick={insert} />
      </div>
      <details>
        <summary className="rounded-control py-1 text-13 font-medium">{t('networkConfig')}</summary>
        <div className="pt-3">
          <TextArea
            label={t('networkConfig')}
            value={draft.networkConfig}
            onChange={(event) => change({ networkConfig: event.target.value })}
            rows={6}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            hint={t('networkConfigHint')}
            style={{ fontFamily: 'var(--font-mono, monospace)', fontSize: '13px' }}
          />
        </div>
      </details>
    </div>
  );
};
