import { type Locale, locale } from '@limen/contract/users';

export const localeCookie = 'limen.locale';

/**
 * The language of a page: what the person chose, else the first of the browser's languages that we speak, else English.
 *
 * @param acceptLanguage as in RFC 9110, e.g. `ko-KR,ko;q=0.9,en;q=0.8`
 */
export const chooseLocale = (chosen: string | undefined, acceptLanguage: string | null): Locale => {
  const known = locale.safeParse(chosen);
  if (known.success) return known.data;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.find((p) => p.trim().startsWith('q='))?.split('=')[1];
      return { language: tag.toLowerCase().split('-')[0], weight: q === undefined ? 1 : Number(q) };
    })
    .filter((w) => w.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const spoken = locale.safeParse(language);
    if (spoken.success) return spoken.data;
  }
  return 'en';
};
