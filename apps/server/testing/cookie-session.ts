// oxlint-disable typescript/no-unnecessary-type-parameters -- the caller names the contract's type of the route it asks

/** What a server answered to a signed-in client that keeps its cookies. */
export type Ask = <T>(
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: T }>;

/** A client of a server process of its own, over HTTP; it stays signed in when that is started again. @param port asked for each time */
export const newCookieSession = (port: () => number): Ask => {
  let cookie = '';
  return async <T>(method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const reply = await fetch(`http://127.0.0.1:${port()}${path}`, {
      method,
      headers: {
        cookie,
        'x-limen-request': '1',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const set = reply.headers.getSetCookie().map((c) => c.split(';', 1)[0]);
    if (set.length > 0) cookie = set.join('; ');
    // some have nothing to say (204)
    const text = await reply.text();
    return { status: reply.status, body: (text === '' ? null : JSON.parse(text)) as T };
  };
};
