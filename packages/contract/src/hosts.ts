import { z } from 'zod';
import { bytes, id, time } from './fields.ts';
import { defineRoutes } from './route.ts';

export const hostConnection = z.enum(['connecting', 'connected', 'disconnected']);
export const accelerator = z.enum(['kvm', 'tcg']);
export type Accelerator = z.infer<typeof accelerator>;

/** How a running machine changes its size, as its accelerator and QEMU can. */
export const liveSizeWays = z
  .object({
    fewerVcpus: z
      .enum(['unplugged', 'switched_off'])
      .describe('switched_off: by the guest’s agent alone; the host gives them until the machine is off'),
    moreMemory: z
      .enum(['plugged', 'next_start'])
      .describe('next_start: it has no virtio-mem, so nothing above what the machine was started with'),
  })
  .meta({ id: 'LiveSizeWays' });
export type LiveSizeWays = z.infer<typeof liveSizeWays>;

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
    liveSize: liveSizeWays
      .nullable()
      .describe('What its machines can do while they run; null: it has not been reached yet'),
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
