import type { FirewallRule } from '@limen/contract/firewall';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { created, revision, updated } from './columns.ts';
import { hosts, vms } from './schema.ts';
import { users } from './schema-accounts.ts';

/** What machines are plugged into, and their cards. */

export const networks = pgTable(
  'networks',
  {
    /** A host's first network has the host's own id: there is one of it for each. */
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    /** null: everybody's. */
    ownerId: uuid('owner_id').references(() => users.id),
    /** null: the host's first one, which has no name of its own. */
    name: text('name'),
    kind: text('kind').notNull(),
    /** The host's bridge that it stands for. */
    bridge: text('bridge'),
    /** The first three numbers of its /24; null: none of ours, or not known yet. */
    subnet: text('subnet'),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    unique('networks_name').on(t.hostId, t.ownerId, t.name).nullsNotDistinct(),
    uniqueIndex('networks_subnet').on(t.hostId, t.subnet),
    check('networks_kind', sql`${t.kind} in ('nat', 'isolated', 'bridge', 'user')`),
    check('networks_bridge', sql`(${t.kind} = 'bridge') = (${t.bridge} is not null)`),
    check('networks_first', sql`(${t.id} = ${t.hostId}) = (${t.name} is null)`),
  ],
);

export const vmNics = pgTable(
  'vm_nics',
  {
    id: uuid('id').primaryKey(),
    vmId: uuid('vm_id')
      .notNull()
      .references(() => vms.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    mac: text('mac').notNull().unique(),
    networkId: uuid('network_id')
      .notNull()
      .references(() => networks.id),
    model: text('model').notNull().default('virtio'),
    linkUp: boolean('link_up').notNull().default(true),
    /** It sends by its own MAC and address alone. */
    guarded: boolean('guarded').notNull().default(true),
    /** The address kept for it in its network; null: whatever it is leased. */
    address: text('address'),
    /** From the network's DHCP leases, as last seen. */
    addresses: text('addresses').array().notNull().default([]),
    /** As they are on the wire; null: no limit. */
    toGuestBitsPerSecond: bigint('to_guest_bits_per_second', { mode: 'number' }),
    fromGuestBitsPerSecond: bigint('from_guest_bits_per_second', { mode: 'number' }),
  },
  (t) => [
    uniqueIndex('vm_nics_position').on(t.vmId, t.position),
    uniqueIndex('vm_nics_address').on(t.networkId, t.address),
    // what its end on the host is called by: tapName in packages/domain-xml
    uniqueIndex('vm_nics_tap').on(sql`right(${t.mac}, 8)`),
    index('vm_nics_network').on(t.networkId),
    check('vm_nics_model', sql`${t.model} in ('virtio', 'e1000e')`),
  ],
);

/** Ports of a host that lead to machines. */
export const portForwards = pgTable(
  'port_forwards',
  {
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id),
    nicId: uuid('nic_id')
      .notNull()
      .references(() => vmNics.id, { onDelete: 'cascade' }),
    name: text('name').notNull().default(''),
    protocol: text('protocol').notNull(),
    hostPort: integer('host_port').notNull(),
    guestPort: integer('guest_port').notNull(),
    /** Addresses and networks that may come in; empty: anybody. */
    sources: text('sources').array().notNull().default([]),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('port_forwards_port').on(t.hostId, t.protocol, t.hostPort),
    index('port_forwards_nic').on(t.nicId),
    check('port_forwards_protocol', sql`${t.protocol} in ('tcp', 'udp')`),
    check(
      'port_forwards_ports',
      sql`${t.hostPort} between 1 and 65535 and ${t.guestPort} between 1 and 65535`,
    ),
  ],
);

/** Rules of what may come in to a card, by name. */
export const firewallGroups = pgTable(
  'firewall_groups',
  {
    id: uuid('id').primaryKey(),
    /** null: everybody's. */
    ownerId: uuid('owner_id').references(() => users.id),
    name: text('name').notNull(),
    rules: jsonb('rules').$type<FirewallRule[]>().notNull(),
    revision: revision(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [unique('firewall_groups_name').on(t.ownerId, t.name).nullsNotDistinct()],
);

/** The groups of a card: with one at least, what none of them allows does not come in. */
export const nicGroups = pgTable(
  'nic_groups',
  {
    nicId: uuid('nic_id')
      .notNull()
      .references(() => vmNics.id, { onDelete: 'cascade' }),
    groupId: uuid('group_id')
      .notNull()
      .references(() => firewallGroups.id),
  },
  (t) => [primaryKey({ columns: [t.nicId, t.groupId] }), index('nic_groups_group').on(t.groupId)],
);
