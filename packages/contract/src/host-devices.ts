import { z } from 'zod';
import { id } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';

/** Devices that a host has itself, on USB or PCI, and that an administrator gives a machine. */
export const mostHostDevices = 8;

const usbId = z.string().regex(/^[0-9a-f]{4}$/);

/** Which one it is. */
export const hostDeviceSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('usb'),
    vendorId: usbId.describe('Four hexadecimal digits, in lower case'),
    productId: usbId,
    place: z
      .strictObject({ bus: z.int().min(1).max(999), device: z.int().min(1).max(127) })
      .nullable()
      .describe(
        'To tell one of several that are alike; it is another one when it was pulled out and plugged in',
      ),
  }),
  z.strictObject({
    kind: z.literal('pci'),
    address: z
      .string()
      .regex(/^[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]$/)
      .describe('`0000:01:00.0`'),
  }),
]);
export type HostDeviceSource = z.infer<typeof hostDeviceSource>;

/** One as the machine shows it that has it. */
export const givenDevice = z.object({
  id,
  name: z.string().describe('As the host called it when it was given'),
  source: hostDeviceSource,
});
export type GivenDevice = z.infer<typeof givenDevice>;

/** One as its host shows it. */
export const hostDevice = z.object({
  source: hostDeviceSource,
  name: z.string(),
  driver: z.string().nullable().describe('What drives it on the host; null: nothing does'),
  iommuGroup: z
    .object({ number: z.int(), devices: z.int() })
    .nullable()
    .describe('Devices on PCI that go to a machine together'),
  there: z.boolean().describe('false: a machine has it, and the host does not have it now'),
  holder: z.object({ id, name: z.string() }).nullable().describe('The machine that has it'),
  whyNot: z
    .enum(['leads_to_others', 'no_iommu'])
    .nullable()
    .describe('Why no machine can be given it: a hub or bridge, or nothing keeps it from the host’s memory'),
});
export type HostDevice = z.infer<typeof hostDevice>;

export const hostDevices = z.object({
  listed: z.boolean().describe('false: this host cannot say which devices it has'),
  usb: z.boolean().describe('false: it has no USB, and a machine with a device on USB would not start'),
  iommu: z.boolean().describe('false: none of its devices on PCI can be given'),
  devices: z.array(hostDevice),
});
export type HostDevices = z.infer<typeof hostDevices>;

export const giveHostDeviceBody = z.strictObject({ source: hostDeviceSource });
export type GiveHostDeviceBody = z.infer<typeof giveHostDeviceBody>;

const params = z.strictObject({ id });

/** Devices of hosts. Giving one and taking it back are operations. */
export const hostDeviceRoutes = defineRoutes({
  ofHost: {
    method: 'GET',
    path: '/api/hosts/:id/devices',
    access: 'device:give',
    summary: 'Devices on USB and PCI that a host has, and which machine has which',
    params,
    status: 200,
    reply: hostDevices,
    errors: ['object.not_found', 'host.unavailable'],
  },
  ofVm: {
    method: 'GET',
    path: '/api/vms/:id/host-devices',
    access: 'approved',
    summary: 'Devices of the host that a machine has, and whether they are there now',
    params,
    status: 200,
    reply: z.object({
      devices: z.array(
        givenDevice.extend({ there: z.boolean().nullable().describe('null: the host does not say') }),
      ),
    }),
    errors: ['object.not_found'],
  },
  give: {
    method: 'POST',
    action: 'vm.hostDevice.add',
    path: '/api/vms/:id/host-devices',
    access: 'device:give',
    summary: 'Give a machine a device of its host: at once where it runs, else from its next start on',
    params,
    body: giveHostDeviceBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.no_slot',
      'host_device.taken',
      'host_device.absent',
      'host_device.no_iommu',
      'host_device.limit',
      'host.unavailable',
      'host.refused',
    ],
  },
  take: {
    method: 'DELETE',
    action: 'vm.hostDevice.remove',
    path: '/api/vms/:id/host-devices/:deviceId',
    access: 'device:give',
    summary: 'Take a device back, once the guest has let go of it',
    params: z.strictObject({ id, deviceId: id }),
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'host_device.held', 'host.unavailable'],
  },
});
