import {
  accelerator,
  type Host as HostView,
  host as hostView,
  type LiveSizeWays,
} from '@limen/contract/hosts';
import type { HostStatus } from '../hypervisor/host-link.ts';
import { canSysprep } from '../hypervisor/sysprep.ts';
import type { HostRow } from './host.rows.ts';

/** The only shape in which a host leaves the server: its row, and how the connection to it is right now. */
export const presentHost = (
  row: HostRow,
  { status, ways }: { status: HostStatus; ways: LiveSizeWays | null },
  vmCount: number,
): HostView => ({
  id: row.id,
  name: row.name,
  connection: status.connection,
  connectionReason: status.reason,
  accelerator: accelerator.nullable().parse(row.accelerator),
  architecture: row.architecture,
  cpus: row.cpus,
  memoryBytes: row.memoryBytes,
  libvirtVersion: row.libvirtVersion,
  qemuVersion: row.qemuVersion,
  pools: hostView.shape.pools.parse(row.pools),
  liveSize: ways,
  sysprep: canSysprep(),
  vmCount,
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  revision: row.revision,
});
