import type { hostDeviceRoutes } from '@limen/contract/host-devices';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { giveHostDevice } from './give-host-device.ts';
import { listHostDevices, listHostDevicesOfVm } from './list-host-devices.ts';
import { takeHostDevice } from './take-host-device.ts';

/** Handlers of every route on devices of hosts. */
export const hostDeviceHandlers = (deps: Deps): Handlers<typeof hostDeviceRoutes> => ({
  ofHost: ({ actor, params }) => listHostDevices(deps, actor, params.id),
  ofVm: async ({ actor, params }) => ({ devices: await listHostDevicesOfVm(deps, actor, params.id) }),
  give: async ({ asked, params, body }) =>
    presentOperation(await giveHostDevice(deps, asked, params.id, body)),
  take: async ({ asked, params }) =>
    presentOperation(await takeHostDevice(deps, asked, { vmId: params.id, deviceId: params.deviceId })),
});
