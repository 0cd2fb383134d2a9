import { z } from 'zod';
import { bytes, id } from './fields.ts';
import { liveSizeWays } from './hosts.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { vmSizes } from './new-vms.ts';

/** What is left out stays as it is. */
export const resizeBody = z
  .strictObject({
    vcpus: vmSizes.vcpus.optional(),
    memoryBytes: vmSizes.memoryBytes.optional(),
    at: z
      .enum(['now', 'next_start'])
      .default('now')
      .describe(
        '`now`: also what runs, as far as its guest takes it; a machine that is off has it at its next start',
      ),
  })
  .refine(({ vcpus, memoryBytes }) => vcpus !== undefined || memoryBytes !== undefined, {
    path: ['vcpus'],
    message: 'needs vcpus, memoryBytes, or both',
  });
export type ResizeBody = z.output<typeof resizeBody>;
export type ResizeInput = z.input<typeof resizeBody>;

const numbers = <T extends z.ZodType>(amount: T) =>
  z.object({
    configured: amount.describe('From its next start on'),
    running: amount.nullable().describe('What the host gives it now; null: it is off'),
    guest: amount.nullable().describe('What its system says it has; null: it is off, or does not say'),
    ceiling: amount.describe('As far as it grows without being stopped'),
  });

/** How large a machine is, by who says so: never taken for each other. */
export const vmSize = z
  .object({
    vcpus: numbers(z.number().int()),
    memoryBytes: numbers(bytes),
    ways: liveSizeWays.nullable().describe('How what runs is changed; null: it is off'),
  })
  .meta({ id: 'VmSize' });
export type VmSize = z.infer<typeof vmSize>;

const params = z.strictObject({ id });

export const resizeRoutes = defineRoutes({
  size: {
    method: 'GET',
    path: '/api/vms/:id/size',
    access: 'approved',
    summary: 'How large a machine is: configured, given by its host, seen by its guest, and at most',
    params,
    status: 200,
    reply: vmSize,
    errors: ['object.not_found', 'host.unavailable', 'host.unresponsive'],
  },
  resize: {
    method: 'POST',
    action: 'vm.resize',
    path: '/api/vms/:id/resize',
    access: 'approved',
    summary: 'Change processors and memory, also of a machine that runs',
    params,
    body: resizeBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.above_ceiling',
      'quota.exceeded',
      'host.capacity',
      'host.unavailable',
    ],
  },
});
