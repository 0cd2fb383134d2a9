import { z } from 'zod';
import { id, line, prose } from './fields.ts';
import { autostart, tags } from './labels.ts';
import { defineRoutes } from './route.ts';
import { vmLimits } from './new-vms.ts';
import { vm } from './vms.ts';

const params = z.strictObject({ id });

/** What of it is left out stays as it is. */
export const editVmBody = z
  .strictObject({
    name: line(vmLimits.nameLength).optional(),
    description: prose(2000).optional(),
    tags: tags.optional(),
    protected: z.boolean().optional(),
    autostart: autostart.strict().partial().optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    path: ['name'],
    message: 'needs something to change',
  });
export type EditVmBody = z.output<typeof editVmBody>;

/** What keeps many machines in order. */
export const housekeepingRoutes = defineRoutes({
  edit: {
    method: 'PATCH',
    action: 'vm.edit',
    path: '/api/vms/:id',
    access: 'approved',
    summary: 'Give a machine another name, description or tags; protect it; say when it is started by itself',
    params,
    body: editVmBody,
    status: 200,
    reply: vm,
    errors: ['object.not_found', 'vm.state', 'vm.name_taken'],
  },
  favour: {
    method: 'PUT',
    path: '/api/vms/:id/favourite',
    // one's own choice of what comes first, and no token's
    access: 'account:edit',
    changesNothing: true,
    summary: 'Have a machine among one’s favourites, or no more',
    params,
    body: z.strictObject({ favourite: z.boolean() }),
    status: 200,
    reply: vm,
    errors: ['object.not_found'],
  },
  screenshot: {
    method: 'GET',
    path: '/api/vms/:id/screenshot',
    access: 'approved',
    summary: 'What is on the screen of a running machine now, as a PNG',
    params,
    status: 200,
    reply: z.string(),
    png: true,
    errors: [
      'object.not_found',
      'console.not_running',
      'host.unavailable',
      'host.refused',
      'host.unresponsive',
    ],
  },
});
