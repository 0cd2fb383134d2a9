import { exportFormat, exportState, type VmExport } from '@limen/contract/exports';
import type { ExportRow } from './export.rows.ts';

/** The only shape in which an export leaves the server. */
export const presentExport = (row: ExportRow): VmExport => ({
  id: row.id,
  vmId: row.vmId,
  name: row.name,
  format: exportFormat.parse(row.format),
  state: exportState.parse(row.state),
  sizeBytes: row.sizeBytes,
  sha256: row.sha256,
  // written by our own operation only
  lastError: (row.lastError as VmExport['lastError'] | null) ?? null,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  revision: row.revision,
});
