import { z } from 'zod';
import { id, line, prose } from './fields.ts';
import { image } from './images.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { vmNameLength } from './vm-names.ts';
import { vm } from './vms.ts';

export const cloneBody = z.strictObject({
  name: line(vmNameLength),
  full: z
    .boolean()
    .default(true)
    .describe(
      'false: where the machine stands on an image, the copy stands on it too and has only what the machine wrote itself',
    ),
  newIdentity: z
    .boolean()
    .default(true)
    .describe(
      'Where its system reads cloud-init, a disc tells the copy to make SSH host keys, a machine-id and a host name of its own',
    ),
  start: z.boolean().default(false),
});
export type CloneBody = z.output<typeof cloneBody>;

export const templateBody = z.strictObject({
  name: line(80),
  description: prose(1000).default(''),
  generalise: z
    .boolean()
    .default(false)
    .describe(
      'Take what is one machine’s alone out of the copy: by virt-sysprep where the host has it (`sysprep`), else by its guest agent and cloud-init clean, for which the copy is booted once without a network',
    ),
  familyId: id.optional().describe('Makes the next version of this template; left out: a new one'),
});
export type TemplateBody = z.output<typeof templateBody>;

const params = z.strictObject({ id });

/** What a stopped machine can be made into. */
export const copyRoutes = defineRoutes({
  clone: {
    method: 'POST',
    action: 'vm.clone',
    path: '/api/vms/:id/clone',
    access: 'vm:create',
    summary: 'Make another machine with a copy of this one’s disks, its own address and empty drives',
    params,
    body: cloneBody,
    status: 202,
    reply: z.object({ vm, operation }),
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.name_taken',
      'host.unavailable',
      'host.capacity',
      'host.refused',
      'pool.full',
      'quota.exceeded',
    ],
    idempotent: true,
  },
  template: {
    method: 'POST',
    action: 'vm.template',
    path: '/api/vms/:id/template',
    access: 'image:add',
    summary: 'Make an image of a copy of this machine’s disk, for others to be made from',
    params,
    body: templateBody,
    status: 202,
    reply: z.object({ image, operation }),
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'host.unavailable',
      'host.refused',
      'pool.full',
      'quota.exceeded',
    ],
    idempotent: true,
  },
});
