import { XMLBuilder } from 'fast-xml-parser';
import type { InstallerAnswers } from './installer-answers.ts';

/** Names that Windows has for time zones of ours (Unicode CLDR, windowsZones); of another the clock begins in UTC. */
const zones: Readonly<Record<string, string>> = {
  'Etc/UTC': 'UTC',
  'Asia/Seoul': 'Korea Standard Time',
  'Asia/Tokyo': 'Tokyo Standard Time',
  'Asia/Shanghai': 'China Standard Time',
  'Asia/Singapore': 'Singapore Standard Time',
  'Asia/Kolkata': 'India Standard Time',
  'Europe/London': 'GMT Standard Time',
  'Europe/Berlin': 'W. Europe Standard Time',
  'Europe/Paris': 'Romance Standard Time',
  'America/New_York': 'Eastern Standard Time',
  'America/Chicago': 'Central Standard Time',
  'America/Los_Angeles': 'Pacific Standard Time',
  'Australia/Sydney': 'AUS Eastern Standard Time',
};

/** Keyboards by Windows' names for them, as far as they differ from those of the language. */
const keyboards: Readonly<Record<string, string>> = {
  us: '0409:00000409',
  kr: '0412:00000412',
  jp: '0411:00000411',
  de: '0407:00000407',
  fr: '040c:0000040c',
  gb: '0809:00000809',
};

/** `ko_KR.UTF-8` → `ko-KR`; what has no country has no name in Windows. */
const tagOf = (language: string): string =>
  /^([a-z]{2,3})_([A-Z]{2})/.exec(language)?.slice(1, 3).join('-') ?? 'en-US';

/** XML 1.0 §2.2 has no other characters, not even escaped; of a carriage return §2.11 makes a line feed. */
const notInXml = /[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

type Node = { [name: string]: string | number | boolean | Node | Node[] };

const component = (name: string, inside: Node): Node => ({
  '@name': name,
  '@processorArchitecture': 'amd64',
  '@publicKeyToken': '31bf3856ad364e35',
  '@language': 'neutral',
  '@versionScope': 'nonSxS',
  ...inside,
});

/** The whole first disk: with an EFI system partition and the reserved one of GPT, or with the one that a BIOS boots from. */
const partitions = (firmware: 'bios' | 'uefi'): { create: Node[]; format: Node[]; system: number } =>
  firmware === 'uefi'
    ? {
        create: [
          { Order: 1, Type: 'EFI', Size: 300 },
          { Order: 2, Type: 'MSR', Size: 16 },
          { Order: 3, Type: 'Primary', Extend: true },
        ],
        format: [
          { Order: 1, PartitionID: 1, Format: 'FAT32', Label: 'System' },
          { Order: 2, PartitionID: 3, Format: 'NTFS', Label: 'Windows' },
        ],
        system: 3,
      }
    : {
        create: [
          { Order: 1, Type: 'Primary', Size: 350 },
          { Order: 2, Type: 'Primary', Extend: true },
        ],
        format: [
          { Order: 1, PartitionID: 1, Format: 'NTFS', Label: 'System', Active: true },
          { Order: 2, PartitionID: 2, Format: 'NTFS', Label: 'Windows' },
        ],
        system: 2,
      };

const add = (nodes: Node[]): Node[] => nodes.map((node) => ({ '@wcm:action': 'add', ...node }));

/**
 * `autounattend.xml` for Windows Setup (Microsoft, "Unattended Windows Setup Reference"). It takes passwords in a form that
 * can be read back only, and none is kept here: the account begins without one (Windows lets nobody in from outside with
 * that) and has to be given one at its first sign-in.
 */
export const writeAutounattend = (answers: InstallerAnswers): string => {
  const tag = tagOf(answers.language);
  const locale: Node = {
    InputLocale: keyboards[answers.keyboard] ?? tag,
    SystemLocale: tag,
    UILanguage: tag,
    UserLocale: tag,
  };
  const disk = partitions(answers.firmware);
  const text = (value: string): string => value.replaceAll(notInXml, '\u{fffd}');
  const user = text(answers.user);
  const root: Node = {
    unattend: {
      '@xmlns': 'urn:schemas-microsoft-com:unattend',
      '@xmlns:wcm': 'http://schemas.microsoft.com/WMIConfig/2002/State',
      settings: [
        {
          '@pass': 'windowsPE',
          component: [
            component('Microsoft-Windows-International-Core-WinPE', {
              SetupUILanguage: { UILanguage: tag },
              ...locale,
            }),
            component('Microsoft-Windows-Setup', {
              DiskConfiguration: {
                Disk: {
                  '@wcm:action': 'add',
                  DiskID: 0,
                  WillWipeDisk: true,
                  CreatePartitions: { CreatePartition: add(disk.create) },
                  ModifyPartitions: { ModifyPartition: add(disk.format) },
                },
              },
              ImageInstall: { OSImage: { InstallTo: { DiskID: 0, PartitionID: disk.system } } },
              UserData: { AcceptEula: true, ProductKey: { WillShowUI: 'OnError' } },
            }),
          ],
        },
        {
          '@pass': 'specialize',
          component: component('Microsoft-Windows-Shell-Setup', {
            // NetBIOS: fifteen characters
            ComputerName: text(answers.hostName.split('.', 1)[0] ?? '').slice(0, 15),
            TimeZone: zones[answers.timeZone] ?? 'UTC',
          }),
        },
        {
          '@pass': 'oobeSystem',
          component: [
            component('Microsoft-Windows-International-Core', locale),
            component('Microsoft-Windows-Shell-Setup', {
              OOBE: {
                HideEULAPage: true,
                HideOnlineAccountScreens: true,
                HideWirelessSetupInOOBE: true,
                ProtectYourPC: 3,
              },
              UserAccounts: {
                LocalAccounts: {
                  LocalAccount: {
                    '@wcm:action': 'add',
                    Name: user,
                    Group: 'Administrators',
                    Password: { Value: '', PlainText: true },
                  },
                },
              },
            }),
          ],
        },
      ],
    },
  };
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressBooleanAttributes: false,
    suppressEmptyNode: false,
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n${builder.build(root)}`;
};
