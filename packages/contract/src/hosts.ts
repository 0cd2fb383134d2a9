import { z } from 'zod';
import { bytes, id, time } from './fields.ts';
import { defineRoutes } from './route.ts';

export const hostConnection = z.enum(['connecting', 'connected', 'disconnected']);
export const accelerator = z.enum(['kvm', 'tcg']);
export type Accelerator = z.infer<typeof accelerator>;

/** A libvirt host. Capacity is what libvirt said when it was last connected. */
export const host = z
  .object({
    id,
    name: z.string(),
    connection: hostConnection,
    connectionReason: z.string().nullable().describe('Why it is not connected, in plain English'),
    accelerator: accelerator.nullable().describe('tcg: emulated, slow'),
    architecture: z.string().nullable(),
    cpus: z.number().int().nullable(),
    memoryBytes: bytes.nullable(),
    libvirtVersion: z.string().nullable(),
    qemuVersion: z.string().nullable(),
    pools: z.array(
      z.object({
        role: z.enum(['disks', 'images']),
        capacityBytes: bytes,
        availableBytes: bytes,
      }),
    ),
    sysprep: z.boolean().describe('virt-sysprep is there: a template can be generalised by it'),
    vmCount: z.number().int(),
    lastSeenAt: time.nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'Host' });
export type Host = z.infer<typeof host>;

export const hostRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/hosts',
    live: true,
    access: 'approved',
    summary: 'The hosts that run machines',
    status: 200,
    reply: z.object({ hosts: z.array(host) }),
    errors: [],
  },
  get: {
    method: 'GET',
    path: '/api/hosts/:id',
    live: true,
    access: 'approved',
    summary: 'One host',
    params: z.strictObject({ id }),
    status: 200,
    reply: host,
    errors: ['object.not_found'],
  },
});
