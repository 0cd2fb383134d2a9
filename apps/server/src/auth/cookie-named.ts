import type { IncomingHttpHeaders } from 'node:http';

/** One cookie of a request, as `name=value` for a `Cookie` header of its own; undefined where it did not come along. */
export const cookieNamed = (
  { cookie }: Pick<IncomingHttpHeaders, 'cookie'>,
  name: string,
): string | undefined =>
  cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
