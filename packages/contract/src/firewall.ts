import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { mostSources, source } from './forwards.ts';
import { defineRoutes } from './route.ts';

/** As many groups as one person may have of their own. */
export const mostOwnGroups = 32;
/** Rules of one group. */
export const mostRules = 32;
/** Groups of one card. */
export const mostGroupsOfNic = 8;
/** Ports, or ranges of them, of one rule. */
export const mostPorts = 16;

const lastPort = 65_535;

/** A port such as `80`, or a range such as `8000-8100`, as its first and its last; null: it is neither. */
export const portsOf = (text: string): { first: number; last: number } | null => {
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (from === undefined) return null;
  const first = Number(from);
  const last = to === undefined ? first : Number(to);
  return first >= 1 && first <= last && last <= lastPort ? { first, last } : null;
};

const ports = z
  .string()
  .max(11)
  .refine((text) => portsOf(text) !== null, { message: 'neither a port nor a range of them' });

export const firewallProtocol = z.enum(['tcp', 'udp', 'icmp']);

/** Senders: an address of IPv4 or IPv6, or a network such as 192.168.1.0/24 or 2001:db8::/32. */
const sender = z
  .string()
  .refine((text) => [source, z.ipv6(), z.cidrv6()].some((schema) => schema.safeParse(text).success), {
    message: 'neither an address nor a network',
  });
/** Whether a sender is one of IPv6. */
export const isOfIpv6 = (text: string): boolean => text.includes(':');

/** What may come in. */
export const firewallRule = z
  .strictObject({
    protocol: firewallProtocol,
    ports: z
      .array(ports)
      .max(mostPorts)
      .default([])
      .describe('The guest’s, e.g. 80 or 8000-8100; empty: all'),
    sources: z
      .array(sender)
      .max(mostSources)
      .default([])
      .describe('Who: addresses and networks of IPv4 and IPv6; empty: anybody'),
  })
  .refine(({ protocol, ports: asked }) => protocol !== 'icmp' || asked.length === 0, {
    path: ['ports'],
    message: 'ICMP has none',
  });
export type FirewallRule = z.output<typeof firewallRule>;

export const firewallGroup = z
  .object({
    id,
    name: z.string(),
    owner: z
      .object({ id, userName: z.string(), displayName: z.string() })
      .nullable()
      .describe('null: of everybody'),
    rules: z.array(firewallRule),
    nics: z.number().int().describe('Cards that have it, in the trash too; of one of everybody one’s own'),
    canChange: z.boolean().describe('Whether the reader may change and delete it'),
    revision: z.number().int(),
    createdAt: time,
  })
  .meta({ id: 'FirewallGroup' });
export type FirewallGroup = z.infer<typeof firewallGroup>;

const rules = z.array(firewallRule).max(mostRules);

export const newGroupBody = z.strictObject({
  name: line(60),
  shared: z.boolean().default(false).describe('Of everybody: administrators only'),
  rules: rules.default([]).describe('None: nothing comes in'),
});
export type NewGroupBody = z.output<typeof newGroupBody>;
export type NewGroupInput = z.input<typeof newGroupBody>;

/** What is left out stays as it is. */
export const editGroupBody = z
  .strictObject({ name: line(60).optional(), rules: rules.optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    path: ['name'],
    message: 'needs one of them',
  });
export type EditGroupBody = z.output<typeof editGroupBody>;

const params = z.strictObject({ id });

/** Groups of rules that say what may come in to a card: see `groupIds` of a card. */
export const firewallRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/firewall-groups',
    access: 'network:read',
    summary: 'The firewall groups that one’s cards can have; an administrator sees all',
    status: 200,
    reply: z.object({ groups: z.array(firewallGroup) }),
    errors: [],
  },
  create: {
    method: 'POST',
    action: 'firewall.create',
    path: '/api/firewall-groups',
    access: 'network:add',
    summary: 'Make a firewall group for one’s own machines, or, as an administrator, for everybody’s',
    body: newGroupBody,
    status: 201,
    reply: firewallGroup,
    errors: ['auth.forbidden', 'firewall.name_taken', 'firewall.limit'],
  },
  edit: {
    method: 'PATCH',
    action: 'firewall.edit',
    path: '/api/firewall-groups/:id',
    access: 'network:add',
    summary: 'Change the name of a firewall group, or its rules for every card that has it',
    params,
    body: editGroupBody,
    status: 200,
    reply: firewallGroup,
    errors: ['object.not_found', 'auth.forbidden', 'firewall.name_taken', 'host.unavailable', 'host.refused'],
  },
  delete: {
    method: 'DELETE',
    action: 'firewall.delete',
    path: '/api/firewall-groups/:id',
    access: 'network:add',
    summary: 'Take a firewall group away that no card has',
    params,
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'auth.forbidden', 'firewall.in_use'],
  },
});
