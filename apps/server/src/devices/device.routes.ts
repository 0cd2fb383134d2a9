import type { IncomingHttpHeaders } from 'node:http';
import type { deviceRoutes } from '@limen/contract/devices';
import { ownOrigin } from '../auth/page-origin.ts';
import { type Config, isSecure } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { Origins } from '../http/origins.ts';
import { beginDevice } from './begin-device.ts';
import { allowDevice, lookAtDevice, refuseDevice } from './decide-device.ts';
import { pollDevice } from './poll-device.ts';

/** Handlers of every route on signing in without a browser. */
export const deviceHandlers = (deps: Deps): Handlers<typeof deviceRoutes> => ({
  begin: async ({ body, request, headers }) =>
    beginDevice(deps, request, { client: body.client, origin: originFor(deps.config, headers) }),
  token: async ({ body, request }) => pollDevice(deps, request, body.deviceCode),
  look: async ({ asked, body }) => lookAtDevice(deps, asked, body.userCode),
  allow: async ({ asked, body }) => {
    await allowDevice(deps, asked, body.userCode);
    return null;
  },
  refuse: async ({ asked, body }) => {
    await refuseDevice(deps, asked, body.userCode);
    return null;
  },
});

/** Where its person opens LIMEN: as the program does, if that is a name of this host. */
const originFor = (config: Config, headers: IncomingHttpHeaders): string => {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const asked = `${isSecure(config) ? 'https' : 'http'}://${headers.host ?? ''}`;
  return new Origins(config).allows(asked) ? asked : ownOrigin(config);
};
