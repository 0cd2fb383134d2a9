'use client';

import { macForm } from '@limen/contract/nics';
import { useTranslations } from 'next-intl';
import { TextField } from '../../../ui/field.tsx';

/** What stands in the field; undefined: no MAC address of a card. */
export const macOf = (text: string): string | null | undefined => {
  if (text.trim() === '') return null;
  const { success, data } = macForm.safeParse(text);
  return success ? data : undefined;
};

/** The MAC address of a new card, where somebody may choose it. */
export const MacField = ({
  text,
  taken,
  whyNot,
  onText,
}: {
  text: string;
  /** Why the one that was asked for was refused. */
  taken: string | null;
  /** Why none can be chosen here. */
  whyNot: string | null;
  onText: (text: string) => void;
}) => {
  const t = useTranslations('nics');
  if (whyNot !== null) return <p className="text-13 text-soft">{whyNot}</p>;
  return (
    <TextField
      label={t('mac')}
      hint={t('macHint')}
      value={text}
      error={macOf(text) === undefined ? t('macBad') : taken}
      placeholder={t('macMade')}
      autoComplete="off"
      spellCheck={false}
      maxLength={17}
      className="font-mono placeholder:font-sans"
      onChange={(event) => onText(event.target.value)}
    />
  );
};
