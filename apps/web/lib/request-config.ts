import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, localeCookie } from './locale.ts';

/** Language and sentences of one request (next-intl asks here). */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(localeCookie)?.value, head.get('accept-language'));
  const messages =
    locale === 'ko' ? await import('../messages/ko.json') : await import('../messages/en.json');
  return { locale, messages: messages.default, timeZone: 'UTC' };
});
