'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';

const settlesMs = 400;

/**
 * What is typed into a list's search field. It is kept in the address (`?q=`), so that going back finds the list as it
 * was; a link to the list without it shows everything again.
 */
export const useWordsInUrl = (): readonly [string, (words: string) => void] => {
  const inUrl = useSearchParams().get('q') ?? '';
  const [words, setWords] = useState(inUrl);
  const [seen, setSeen] = useState(inUrl);
  if (inUrl !== seen) {
    setSeen(inUrl);
    if (inUrl === '') setWords('');
  }
  useEffect(() => {
    if (words === seen) return undefined;
    // not at each letter: an address that changes redraws the page, in the midst of a Korean syllable too
    const timer = setTimeout(() => {
      const url = new URL(window.location.href);
      if (words === '') url.searchParams.delete('q');
      else url.searchParams.set('q', words);
      window.history.replaceState(null, '', url);
    }, settlesMs);
    return () => clearTimeout(timer);
  }, [words, seen]);
  return [words, setWords];
};
