import type { HostDeviceSource } from '@limen/contract/host-devices';
import { index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { created } from './columns.ts';
import { hosts, vms } from './schema.ts';

/** Devices of hosts that machines have. */
export const vmHostDevices = pgTable(
  'vm_host_devices',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    name: text('name').notNull(),
    source: jsonb('source').$type<HostDeviceSource>().notNull(),
    /** The source as one text: a device is one machine's at a time. */
    key: text('key').notNull(),
    createdAt: created(),
  },
  (t) => [unique('vm_host_devices_key').on(t.hostId, t.key), index('vm_host_devices_vm').on(t.vmId)],
);
