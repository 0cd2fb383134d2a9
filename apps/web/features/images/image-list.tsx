'use client';

import type { Image } from '@limen/contract/images';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { searchFieldId } from '../../lib/search-field.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { fitsWords, groupImages } from './group-images.ts';
import { ImageRow } from './image-row.tsx';

/** So many are seen at a glance; from there on they can be searched. */
const searchedFrom = 7;

type Whose = '' | 'yours' | 'shared' | 'everybodys';

/** All images there are for the reader, by what they are; searched where they are many. */
export const ImageList = ({ images }: { images: readonly Image[] }) => {
  const t = useTranslations('imageAccess');
  const me = useMe().user.id;
  const [words, setWords] = useState('');
  const [whose, setWhose] = useState<Whose>('');
  const many = images.length >= searchedFrom;
  const whoseIs = (image: Image): Whose => {
    if (image.owner?.id === me) return 'yours';
    if (image.owner === null || image.visibility === 'public') return 'everybodys';
    return 'shared';
  };
  const found = many
    ? images.filter((image) => fitsWords(image, words) && (whose === '' || whoseIs(image) === whose))
    : images;
  const clear = (): void => {
    setWords('');
    setWhose('');
  };
  return (
    <>
      {many ? (
        <div className="flex flex-wrap items-end gap-3">
          <SearchBox id={searchFieldId} label={t('search')} value={words} onChange={setWords} />
          <div className="w-44 max-sm:w-full">
            <SelectField
              label={t('whose')}
              empty={t('anybodys')}
              value={whose}
              choices={(['yours', 'shared', 'everybodys'] as const).map((value) => ({
                value,
                label: t(value),
              }))}
              onChange={(value) =>
                setWhose(value === 'yours' || value === 'shared' || value === 'everybodys' ? value : '')
              }
            />
          </div>
        </div>
      ) : null}
      {found.length === 0 ? (
        <div
          role="status"
          className="flex flex-col items-center gap-3 rounded-card border border-line bg-surface px-4 py-10 text-14 text-soft"
        >
          {t('noMatch')}
          <Button size="small" onClick={clear}>
            {t('showAll')}
          </Button>
        </div>
      ) : (
        groupImages(found).map(([group, members]) => (
          <section key={group} aria-labelledby={`images-${group}`} className="flex flex-col gap-2">
            <h2 id={`images-${group}`} className="flex items-baseline gap-2 text-14 font-semibold">
              {t(`group.${group}`)}
              <span className="tabular text-13 font-normal text-soft">{members.length}</span>
            </h2>
            <ul className="divide-y divide-line rounded-card border border-line bg-surface">
              {members.map((image) => (
                <ImageRow key={image.id} image={image} />
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
};
