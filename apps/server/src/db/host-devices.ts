import type { GivenDevice } from '@limen/contract/host-devices';
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { vmHostDevices } from './schema-host-devices.ts';

/** Devices of its host that the machine has which a column names, read with the row it stands in. */
export const hostDevicesOf = (vmId: SQLWrapper): SQL<GivenDevice[]> => sql<GivenDevice[]>`(
  select coalesce(json_agg(json_build_object('id', h.id, 'name', h.name, 'source', h.source) order by h.id), '[]')
  from ${vmHostDevices} h where h.vm_id = ${vmId})`;
