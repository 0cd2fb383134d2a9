import type { hardwareRoutes } from '@limen/contract/hardware';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { changeHardware } from './change-hardware.ts';
import { readHardwareOffers } from './read-hardware-offers.ts';

/** Handlers of every route on a machine's firmware, TPM, board and processor. */
export const hardwareHandlers = (deps: Deps): Handlers<typeof hardwareRoutes> => ({
  get: ({ actor, params }) => readHardwareOffers(deps, actor, params.id),
  change: async ({ asked, params, body }) =>
    presentOperation(await changeHardware(deps, asked, params.id, body)),
});
