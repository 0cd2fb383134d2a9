import { machineMake } from '@limen/contract/hardware';
import { givenDevice } from '@limen/contract/host-devices';
import { autostart } from '@limen/contract/labels';
import { cdromBus, diskBus, diskCache, nicModel } from '@limen/contract/systems';
import { z } from 'zod';

/**
 * What can be changed about a machine, as it is kept with each change (table vm_changes). A change has one part of it, whole: what
 * LIMEN alone knows (labels), or what the machine is made of. Both are changed by different hands at the same time.
 */

export const labelsPart = z.object({
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  protected: z.boolean(),
  autostart,
});

export const hardwarePart = z.object({
  /** What it starts with. */
  vcpus: z.int(),
  memoryBytes: z.int(),
  /** Not of what was written down before these could be changed. */
  ...z.object(machineMake).partial().shape,
  /** What is tried, in this order: `disk:<id>` … */
  bootOrder: z.array(z.string()),
  disks: z.array(
    z.object({
      id: z.uuid(),
      sizeBytes: z.int(),
      bus: diskBus,
      cache: diskCache,
      bytesPerSecond: z.int().nullable(),
      iops: z.int().nullable(),
      /** null: LIMEN's own; so were all that were written down before there were others. */
      pool: z.object({ id: z.uuid(), name: z.string() }).nullable().default(null),
    }),
  ),
  cdroms: z.array(
    z.object({
      id: z.uuid(),
      bus: cdromBus,
      image: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      disc: z.enum(['cloud-init', 'answers']).nullable(),
    }),
  ),
  nics: z.array(
    z.object({
      id: z.uuid(),
      model: nicModel,
      network: z.object({ id: z.uuid(), name: z.string().nullable() }),
      linkUp: z.boolean(),
      guarded: z.boolean(),
      address: z.string().nullable(),
      /** Not of what was written down before they were. */
      groups: z.array(z.object({ id: z.uuid(), name: z.string() })).default([]),
      /** Not of what was written down before cards could be limited: there was no limit. */
      toGuestBitsPerSecond: z.int().nullable().default(null),
      fromGuestBitsPerSecond: z.int().nullable().default(null),
    }),
  ),
  /** None in what was written down before there were any. */
  hostDevices: z.array(givenDevice).default([]),
});
export type HardwarePart = z.infer<typeof hardwarePart>;

/** Of a change one of the two; of a machine both. */
export const configuration = labelsPart.partial().extend(hardwarePart.partial().shape);
export type Configuration = z.infer<typeof configuration>;
