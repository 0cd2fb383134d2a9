const here = 'http://limen.invalid';

/**
 * Where to go after signing in: a path of this page only; anything else leads home. The path is looked at after the
 * browser's own parser has had it: `/.//evil.test` begins with one slash before, and with two after.
 */
export const safePath = (next: string | null | undefined): string => {
  const url = next ? URL.parse(next, here) : null;
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
};
