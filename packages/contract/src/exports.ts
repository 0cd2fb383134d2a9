import { z } from 'zod';
import { bytes, id, time } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';

export const exportFormat = z.enum(['qcow2', 'ova']);
export type ExportFormat = z.infer<typeof exportFormat>;
export const exportState = z.enum(['building', 'ready', 'failed', 'deleting']);
/** So long a file can be fetched; then it goes by itself. */
export const exportDays = 7;
export const exportFilePath = '/api/exports/:id/file';

/** A machine’s disk as a file to take away. Its owner’s alone; its bytes count among their images until it goes. */
export const vmExport = z
  .object({
    id,
    vmId: id.nullable().describe('null: the machine went meanwhile'),
    name: z.string().describe('Name of the file'),
    format: exportFormat,
    state: exportState,
    sizeBytes: bytes,
    sha256: z.string().nullable(),
    lastError: z.object({ code: z.string(), message: z.string() }).nullable(),
    expiresAt: time,
    createdAt: time,
    revision: z.number().int(),
  })
  .meta({ id: 'Export' });
export type VmExport = z.infer<typeof vmExport>;

const params = z.strictObject({ id });

export const exportRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/exports',
    access: 'approved',
    summary: 'One’s own files of machines, newest first',
    status: 200,
    reply: z.object({ exports: z.array(vmExport) }),
    errors: [],
  },
  begin: {
    method: 'POST',
    action: 'vm.export',
    path: '/api/vms/:id/exports',
    access: 'approved',
    summary: 'Make a file of a stopped machine, to be fetched for some days',
    params,
    body: z.strictObject({ format: exportFormat }),
    status: 202,
    reply: z.object({ export: vmExport, operation }),
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'host.unavailable',
      'host.refused',
      'pool.full',
      'quota.exceeded',
    ],
    idempotent: true,
  },
  file: {
    method: 'GET',
    path: exportFilePath,
    access: 'approved',
    summary: 'Fetch such a file, or go on with it (Range, If-Range)',
    params,
    status: 200,
    reply: z.string(),
    file: true,
    errors: ['object.not_found', 'export.not_ready', 'request.range'],
  },
  delete: {
    method: 'DELETE',
    action: 'export.delete',
    path: '/api/exports/:id',
    access: 'approved',
    summary: 'Delete such a file before its time',
    params,
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'export.not_ready'],
  },
});
