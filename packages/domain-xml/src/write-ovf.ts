import { serializeXml } from './serialize-xml.ts';
import { el } from './xml-tree.ts';

/** A machine with one disk in a file beside the descriptor. */
export type OvfMachine = {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryBytes: number;
  readonly firmware: 'bios' | 'uefi';
  readonly disk: { readonly fileName: string; readonly fileBytes: number; readonly capacityBytes: number };
};

const ovf = 'http://schemas.dmtf.org/ovf/envelope/1';
const rasd = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData';
const vssd = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData';
const vmdkFormat = 'http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized';

const item = (fields: Readonly<Record<string, string>>) =>
  el('Item', {}, ...Object.entries(fields).map(([name, value]) => el(`rasd:${name}`, {}, value)));

/**
 * The descriptor of an OVA (DMTF DSP0243, OVF 1.x as every hypervisor reads it): processors, memory, one disk on a SATA
 * controller, one network card. @throws {InvalidXmlText} for a name that XML cannot carry
 */
export const writeOvf = (machine: OvfMachine): string => {
  const { disk } = machine;
  const mebibytes = Math.max(1, Math.round(machine.memoryBytes / 1024 ** 2));
  return serializeXml(
    el(
      'Envelope',
      {
        xmlns: ovf,
        'xmlns:ovf': ovf,
        'xmlns:rasd': rasd,
        'xmlns:vssd': vssd,
        'xmlns:vmw': 'http://www.vmware.com/schema/ovf',
      },
      el(
        'References',
        {},
        el('File', { 'ovf:id': 'file1', 'ovf:href': disk.fileName, 'ovf:size': String(disk.fileBytes) }),
      ),
      el(
        'DiskSection',
        {},
        el('Info', {}, 'Disks'),
        el('Disk', {
          'ovf:diskId': 'disk1',
          'ovf:fileRef': 'file1',
          'ovf:capacity': String(disk.capacityBytes),
          'ovf:format': vmdkFormat,
        }),
      ),
      el(
        'NetworkSection',
        {},
        el('Info', {}, 'Networks'),
        el('Network', { 'ovf:name': 'network' }, el('Description', {}, 'A network')),
      ),
      el(
        'VirtualSystem',
        { 'ovf:id': 'machine' },
        el('Info', {}, 'A virtual machine'),
        el('Name', {}, machine.name),
        el('OperatingSystemSection', { 'ovf:id': '1' }, el('Info', {}, 'Operating system')),
        el(
          'VirtualHardwareSection',
          {},
          el('Info', {}, 'Hardware'),
          el(
            'System',
            {},
            el('vssd:ElementName', {}, 'Virtual Hardware Family'),
            el('vssd:InstanceID', {}, '0'),
            el('vssd:VirtualSystemType', {}, 'vmx-13'),
          ),
          item({
            ElementName: 'Processors',
            InstanceID: '1',
            ResourceType: '3',
            VirtualQuantity: String(machine.vcpus),
          }),
          item({
            AllocationUnits: 'byte * 2^20',
            ElementName: 'Memory',
            InstanceID: '2',
            ResourceType: '4',
            VirtualQuantity: String(mebibytes),
          }),
          item({
            Address: '0',
            ElementName: 'SATA controller',
            InstanceID: '3',
            ResourceSubType: 'AHCI',
            ResourceType: '20',
          }),
          item({
            AddressOnParent: '0',
            ElementName: 'Disk',
            HostResource: 'ovf:/disk/disk1',
            InstanceID: '4',
            Parent: '3',
            ResourceType: '17',
          }),
          item({
            AutomaticAllocation: 'true',
            Connection: 'network',
            ElementName: 'Network card',
            InstanceID: '5',
            ResourceSubType: 'E1000',
            ResourceType: '10',
          }),
          machine.firmware === 'uefi'
            ? el('vmw:Config', { 'ovf:required': 'false', 'vmw:key': 'firmware', 'vmw:value': 'efi' })
            : null,
        ),
      ),
    ),
  );
};
