import { z } from 'zod';
import { id, line, prose } from './fields.ts';
import { defineRoutes } from './route.ts';
import { vm, vmLimits } from './vms.ts';

const params = z.strictObject({ id });

/** What keeps many machines in order. */
export const housekeepingRoutes = defineRoutes({
  edit: {
    method: 'PATCH',
    action: 'vm.edit',
    path: '/api/vms/:id',
    access: 'approved',
    summary: 'Give a machine another name, or another description',
    params,
    body: z
      .strictObject({ name: line(vmLimits.nameLength).optional(), description: prose(2000).optional() })
      .refine(({ name, description }) => name !== undefined || description !== undefined, {
        path: ['name'],
        message: 'needs name, description, or both',
      }),
    status: 200,
    reply: vm,
    errors: ['object.not_found', 'vm.state', 'vm.name_taken'],
  },
});
