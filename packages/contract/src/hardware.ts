import { z } from 'zod';
import { id } from './fields.ts';
import { firmware } from './images.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';

/** A board by QEMU’s name for one version of it. Others than q35 have no PCI Express, which every device of ours hangs on. */
export const machineType = z
  .string()
  .max(64)
  .regex(/^pc-q35-[a-zA-Z0-9_.-]+$/);
/** A processor by libvirt’s name for it. */
export const cpuModel = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/);
/** Among the models: all that the host can give. */
export const maximumCpu = 'maximum';

/** What a machine is beside its size and its devices. */
export const machineMake = {
  firmware,
  secureBoot: z.boolean(),
  tpm: z.boolean(),
  machine: machineType
    .nullable()
    .describe('The board; null: the newest that its host had when it was made or last changed'),
  cpuModel: cpuModel
    .nullable()
    .describe(
      '`maximum`: all that the host can give; null: the host’s own, or, emulated, the fastest to boot',
    ),
};
export type MachineMake = z.infer<z.ZodObject<typeof machineMake>>;

/** What of it cannot be another while there are snapshots, which are of a machine as it was. */
export const boundBySnapshots = ['firmware', 'secureBoot', 'tpm', 'machine'] as const;

/** What is left out stays as it is; without UEFI there is no Secure Boot. */
export const changeHardwareBody = z
  .strictObject({
    firmware: machineMake.firmware.optional(),
    secureBoot: machineMake.secureBoot.optional(),
    tpm: machineMake.tpm.optional().describe('false: what is in the TPM goes with it, for good'),
    machine: machineMake.machine.optional(),
    cpuModel: machineMake.cpuModel.optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    path: ['tpm'],
    message: 'needs one of them',
  });
export type ChangeHardwareBody = z.output<typeof changeHardwareBody>;

/** What a machine can be made, on its host. */
export const vmHardware = z.object({
  machine: z.string().nullable().describe('The board that its host has written down; null: not known'),
  snapshots: z.int().describe('While there are any, only the processor can be another'),
  offers: z
    .object({
      uefi: z.boolean(),
      secureBoot: z.boolean(),
      tpm: z.boolean(),
      machines: z.array(machineType).describe('Newest first'),
      cpuModels: z.array(cpuModel).describe('Those that this host can really give'),
    })
    .nullable()
    .describe('null: the host does not say, since it is not connected'),
});
export type VmHardware = z.infer<typeof vmHardware>;

const params = z.strictObject({ id });

/** Firmware, TPM, board and processor of one machine. The change is an operation. */
export const hardwareRoutes = defineRoutes({
  get: {
    method: 'GET',
    path: '/api/vms/:id/hardware',
    access: 'approved',
    summary: 'What a machine’s firmware, TPM, board and processor could be on its host',
    params,
    status: 200,
    reply: vmHardware,
    errors: ['object.not_found'],
  },
  change: {
    method: 'PATCH',
    action: 'vm.hardware',
    path: '/api/vms/:id/hardware',
    access: 'approved',
    summary: 'Change firmware, Secure Boot, TPM, board or processor of a machine that is off',
    params,
    body: changeHardwareBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.has_snapshots',
      'host.unavailable',
      'host.refused',
    ],
  },
});
