'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatBytes } from '../../../lib/format.ts';
import { useImages } from '../../../lib/world.tsx';
import { Choices, TextField } from '../../../ui/field.tsx';

/** From so many on they are searched, not looked through. */
const many = 8;

/** One of the ISOs that the reader may use. `empty`: the word for none of them, where that may be chosen. */
export const DiscChoice = (props: {
  legend: string;
  value: string | null;
  empty?: string;
  onChange: (imageId: string | null) => void;
}) => {
  const t = useTranslations('discs');
  const locale = useLocale();
  const discs = useImages().filter((image) => image.kind === 'iso' && image.state === 'ready');
  const [words, setWords] = useState('');
  const wanted = words.trim().toLocaleLowerCase();
  const found = discs.filter(
    ({ id, name }) => id === props.value || name.toLocaleLowerCase().includes(wanted),
  );
  const none = props.empty === undefined ? [] : [{ value: '', label: props.empty }];
  return (
    <div className="flex flex-col gap-3">
      {discs.length > many ? (
        <TextField
          label={t('search')}
          type="search"
          value={words}
          onChange={(e) => setWords(e.target.value)}
        />
      ) : null}
      {discs.length === 0 ? (
        <p className="text-13 text-soft">
          {t('noDiscs')}{' '}
          <Link href="/images" className="text-accent underline underline-offset-2">
            {t('toImages')}
          </Link>
        </p>
      ) : null}
      {discs.length + none.length === 0 ? null : (
        <Choices
          legend={props.legend}
          name="disc"
          columns="sm:grid-cols-1"
          value={props.value ?? (props.empty === undefined ? null : '')}
          onChange={(value) => props.onChange(value === '' ? null : value)}
          choices={[
            ...none,
            ...found.map((image) => ({
              value: image.id,
              label: image.name,
              hint: formatBytes(image.sizeBytes, locale),
            })),
          ]}
        />
      )}
    </div>
  );
};
