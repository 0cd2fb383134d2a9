import { z } from 'zod';
import { bytes, id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** As long as libvirt and every file system take. */
const mostPathLength = 1000;

/** A further folder of a host that disks lie in, beside the one under LIMEN's home. */
export const storagePool = z
  .object({
    id,
    hostId: id,
    name: z.string(),
    path: z.string().nullable().describe('Its folder on the host; administrators only'),
    disks: z.number().int().describe('Disks in it, of machines in the trash too'),
    capacityBytes: bytes.nullable().describe('null: the host does not say'),
    availableBytes: bytes.nullable().describe('null: the host does not say'),
    revision: z.number().int(),
    createdAt: time,
  })
  .meta({ id: 'StoragePool' });
export type StoragePool = z.infer<typeof storagePool>;

export const newPoolBody = z.strictObject({
  name: line(60),
  path: z
    .string()
    .min(2)
    .max(mostPathLength)
    // libvirt tells folders in XML, and people read them in one line
    .regex(/^\/[^\p{Cc}\p{Cs}<>&'"]+$/u)
    .describe('A folder of the host, empty or not there yet, by its whole path'),
});
export type NewPoolBody = z.output<typeof newPoolBody>;

export const editPoolBody = z.strictObject({ name: line(60) });
export type EditPoolBody = z.output<typeof editPoolBody>;

const params = z.strictObject({ id });

/** Storage pools for disks, beside the one under LIMEN's home that every host has. */
export const storagePoolRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/storage-pools',
    access: 'host:read',
    summary: 'The further storage pools for disks, and how much is free in them',
    status: 200,
    reply: z.object({ pools: z.array(storagePool) }),
    errors: [],
  },
  create: {
    method: 'POST',
    action: 'pool.create',
    path: '/api/storage-pools',
    access: 'pool:manage',
    summary: 'Make a folder of the host a storage pool for disks',
    body: newPoolBody,
    status: 201,
    reply: storagePool,
    errors: ['pool.name_taken', 'pool.folder', 'host.unavailable', 'host.refused'],
  },
  edit: {
    method: 'PATCH',
    action: 'pool.edit',
    path: '/api/storage-pools/:id',
    access: 'pool:manage',
    summary: 'Give a storage pool another name',
    params,
    body: editPoolBody,
    status: 200,
    reply: storagePool,
    errors: ['object.not_found', 'pool.name_taken'],
  },
  delete: {
    method: 'DELETE',
    action: 'pool.delete',
    path: '/api/storage-pools/:id',
    access: 'pool:manage',
    summary: 'Take a storage pool away that no disk is in; its folder stays',
    params,
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'pool.in_use', 'host.unavailable', 'host.refused'],
  },
});
