import { z } from 'zod';
import { cloudInitBody } from './cloud-init.ts';
import { GiB, id, line, MiB, prose } from './fields.ts';
import { mostCdroms } from './boot.ts';
import { firmware } from './images.ts';
import { groupIds, limitsOfNew } from './nics.ts';
import { machineChoices, systemId } from './systems.ts';
import { unattendedBody } from './unattended.ts';
import { mostVmsAtOnce, namesOf, vmNameLength } from './vm-names.ts';

/** Hard bounds of one machine; quota and host capacity come on top. */
export const vmLimits = {
  vcpus: { min: 1, max: 64 },
  memoryBytes: { min: 64 * MiB, max: 1024 * GiB, step: 2 * MiB },
  diskBytes: { min: 1 * MiB, max: 16384 * GiB, step: 1 * MiB },
  nameLength: vmNameLength,
} as const;

/** Of one machine, within its hard bounds. */
export const vmSizes = {
  vcpus: z.int().min(vmLimits.vcpus.min).max(vmLimits.vcpus.max),
  memoryBytes: z
    .int()
    .min(vmLimits.memoryBytes.min)
    .max(vmLimits.memoryBytes.max)
    .multipleOf(vmLimits.memoryBytes.step),
  diskBytes: z
    .int()
    .min(vmLimits.diskBytes.min)
    .max(vmLimits.diskBytes.max)
    .multipleOf(vmLimits.diskBytes.step),
};

/**
 * A clone of a disk image, or an empty disk with an ISO in the drive. What is left out is chosen by the server: as the
 * system's profile says (systems.ts), as far as image and host can.
 */
export const createVmBody = z.strictObject({
  name: line(vmLimits.nameLength),
  description: prose(2000).default(''),
  boot: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('image'), imageId: id }),
    z.strictObject({ from: z.literal('iso'), imageId: id }),
  ]),
  ...vmSizes,
  poolId: id
    .nullable()
    .optional()
    .describe('The storage pool of its disk; left out or null: the one under LIMEN’s home'),
  osId: systemId
    .nullable()
    .optional()
    .describe('The system that will be on it; left out: that of the image; null: nobody knows'),
  firmware: firmware.optional(),
  secureBoot: z.boolean().optional(),
  cdroms: z
    .array(id)
    .max(mostCdroms - 1)
    .default([])
    .describe('ISOs for further drives, e.g. a disc with drivers'),
  networkId: id.optional().describe('What its card is plugged into; left out: the first network of its host'),
  groupIds: groupIds.default([]).describe('Firewall groups of its card; none: everything comes in'),
  ...limitsOfNew,
  advanced: machineChoices.omit({ firmware: true, secureBoot: true }).strict().partial().default({}),
  cloudInit: cloudInitBody.optional().describe('What it is told at its first boot'),
  detachAfterBoot: z
    .boolean()
    .default(false)
    .describe('Takes the disc with that out once the guest said that it has finished'),
  unattended: unattendedBody
    .optional()
    .describe('With an ISO whose system’s installer takes answers from a disc: unattended.ts says which'),
  start: z.boolean().default(true),
});
export type CreateVmBody = z.output<typeof createVmBody>;
export type CreateVmInput = z.input<typeof createVmBody>;

/** Machines that are alike but for their names, as one form asks for them. */
export const createVmsBody = createVmBody
  .omit({ name: true })
  .extend({
    count: z.int().min(1).max(mostVmsAtOnce),
    namePattern: line(vmLimits.nameLength).describe(
      'Their name with `{n}` where the number goes; `{nn}` and `{nnn}` have zeros before it',
    ),
    firstNumber: z.int().min(0).max(9999).default(1),
  })
  .superRefine((body, context) => {
    const names = namesOf(body);
    if (!names.ok)
      context.addIssue({ code: 'custom', path: ['namePattern'], message: patternSaid[names.why] });
    for (const { path, message } of body.count > 1 ? onlyForOne(body) : [])
      context.addIssue({ code: 'custom', path, message });
  });
export type CreateVmsBody = z.output<typeof createVmsBody>;
export type CreateVmsInput = z.input<typeof createVmsBody>;

/** What is one machine's alone, and cannot be said of several. */
const onlyForOne = ({
  cloudInit,
  unattended,
}: Pick<CreateVmBody, 'cloudInit' | 'unattended'>): { path: string[]; message: string }[] => {
  const hostName = 'several machines cannot have one host name: left out, it is made from each name';
  const form = cloudInit?.from === 'form' ? cloudInit.form : null;
  return [
    ...(form && form.hostName !== null
      ? [{ path: ['cloudInit', 'form', 'hostName'], message: hostName }]
      : []),
    ...(form?.network.some(({ by }) => by === 'static')
      ? [{ path: ['cloudInit', 'form', 'network'], message: 'several machines cannot have one address' }]
      : []),
    ...(unattended && unattended.hostName !== null
      ? [{ path: ['unattended', 'hostName'], message: hostName }]
      : []),
  ];
};

const patternSaid = {
  number: 'needs {n} once, where the number of each machine goes',
  length: `makes names longer than ${vmLimits.nameLength} characters`,
} as const;
