import { vmRoutes } from '@limen/contract/vms';
import { isSeveral, type NewVms } from '../../lib/new-vms.ts';

/** The form as a command for a shell. Single quotes are closed, escaped and opened again, so that any name is only a name. */
export const asCurl = (origin: string, body: NewVms): string => {
  const { method, path } = isSeveral(body) ? vmRoutes.createMany : vmRoutes.create;
  return [
    `curl -X ${method} '${origin}${path}' \\`,
    `  -H 'content-type: application/json' -H 'x-limen-request: 1' \\`,
    `  -b "$LIMEN_COOKIE" \\`,
    `  -d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`,
  ].join('\n');
};
