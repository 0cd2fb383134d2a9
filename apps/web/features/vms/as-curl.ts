import type { CreateVmInput } from '@limen/contract/vms';
import { vmRoutes } from '@limen/contract/vms';

/** The form as a command for a shell. Single quotes are closed, escaped and opened again, so that any name is only a name. */
export const asCurl = (origin: string, body: CreateVmInput): string =>
  [
    `curl -X ${vmRoutes.create.method} '${origin}${vmRoutes.create.path}' \\`,
    `  -H 'content-type: application/json' -H 'x-limen-request: 1' \\`,
    `  -b "$LIMEN_COOKIE" \\`,
    `  -d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`,
  ].join('\n');
