import type { CatalogueEntry } from './catalogue-entry.ts';

const MiB = 1024 ** 2;
const GiB = 1024 * MiB;

const cloud = { kind: 'disk', cloudInit: true } as const;
const iso = { kind: 'iso', cloudInit: false, defaultUser: null } as const;

/** Ubuntu's long-term releases. `code`: the name in its addresses. */
const ubuntu = (version: string, code: string): CatalogueEntry[] => [
  {
    ...cloud,
    id: `ubuntu-${version}-cloud`,
    name: `Ubuntu ${version} LTS`,
    folder: `https://cloud-images.ubuntu.com/releases/${code}/release/`,
    file: `^ubuntu-${version.replace('.', '\\.')}-server-cloudimg-amd64\\.img$`,
    sums: 'SHA256SUMS',
    osId: `ubuntu${version}`,
    defaultUser: 'ubuntu',
    minMemoryBytes: 512 * MiB,
    minDiskBytes: 4 * GiB,
  },
  {
    ...iso,
    id: `ubuntu-${version}-server`,
    name: `Ubuntu Server ${version} LTS`,
    folder: `https://releases.ubuntu.com/${code}/`,
    file: `^ubuntu-(${version.replace('.', '\\.')}(?:\\.\\d+)?)-live-server-amd64\\.iso$`,
    sums: 'SHA256SUMS',
    osId: `ubuntu${version}`,
    minMemoryBytes: 2 * GiB,
    minDiskBytes: 8 * GiB,
  },
];

const debianCloud = (version: string, code: string): CatalogueEntry => ({
  ...cloud,
  id: `debian-${version}-cloud`,
  name: `Debian ${version}`,
  folder: `https://cloud.debian.org/images/cloud/${code}/latest/`,
  file: `^debian-${version}-genericcloud-amd64\\.qcow2$`,
  sums: 'SHA512SUMS',
  osId: `debian${version}`,
  defaultUser: 'debian',
  minMemoryBytes: 512 * MiB,
  minDiskBytes: 3 * GiB,
});

const fedoraReleases = {
  listing: 'https://dl.fedoraproject.org/pub/fedora/linux/releases/',
  pattern: '^(\\d{2,3})$',
};

const rocky = (version: string): CatalogueEntry[] => [
  {
    ...cloud,
    id: `rocky-${version}-cloud`,
    name: `Rocky Linux ${version}`,
    folder: `https://dl.rockylinux.org/pub/rocky/${version}/images/x86_64/`,
    file: `^Rocky-${version}-GenericCloud-Base\\.latest\\.x86_64\\.qcow2$`,
    sums: '{file}.CHECKSUM',
    osId: `rocky${version}`,
    defaultUser: 'rocky',
    minMemoryBytes: 1 * GiB,
    minDiskBytes: 10 * GiB,
  },
  {
    ...iso,
    id: `rocky-${version}-minimal`,
    name: `Rocky Linux ${version} (minimal)`,
    folder: `https://dl.rockylinux.org/pub/rocky/${version}/isos/x86_64/`,
    file: `^Rocky-(${version}\\.\\d+)-x86_64-minimal\\.iso$`,
    sums: 'CHECKSUM',
    osId: `rocky${version}`,
    minMemoryBytes: 2 * GiB,
    minDiskBytes: 10 * GiB,
  },
];

/**
 * Systems that anybody may want, by their makers' own servers; an administrator's mirror takes the place of any of these by a
 * setting, and a file in the home adds to them. Only what boots as it comes: what its maker packs (FreeBSD's and Kali's cloud
 * images) would have to be unpacked first.
 */
export const entries: readonly CatalogueEntry[] = [
  ...ubuntu('24.04', 'noble'),
  ...ubuntu('22.04', 'jammy'),
  debianCloud('13', 'trixie'),
  debianCloud('12', 'bookworm'),
  {
    ...iso,
    id: 'debian-netinst',
    name: 'Debian (network installer)',
    folder: 'https://cdimage.debian.org/debian-cd/current/amd64/iso-cd/',
    file: '^debian-(\\d+\\.\\d+\\.\\d+)-amd64-netinst\\.iso$',
    sums: 'SHA256SUMS',
    osId: 'debian12',
    minMemoryBytes: 1 * GiB,
    minDiskBytes: 4 * GiB,
  },
  {
    ...cloud,
    id: 'fedora-cloud',
    name: 'Fedora Cloud',
    release: fedoraReleases,
    folder: 'https://dl.fedoraproject.org/pub/fedora/linux/releases/{release}/Cloud/x86_64/images/',
    file: '^Fedora-Cloud-Base-Generic-(\\d+-\\d+\\.\\d+)\\.x86_64\\.qcow2$',
    sums: 'Fedora-Cloud-{version}-x86_64-CHECKSUM',
    osId: 'fedora-unknown',
    defaultUser: 'fedora',
    minMemoryBytes: 1 * GiB,
    minDiskBytes: 5 * GiB,
  },
  {
    ...iso,
    id: 'fedora-server',
    name: 'Fedora Server (network installer)',
    release: fedoraReleases,
    folder: 'https://dl.fedoraproject.org/pub/fedora/linux/releases/{release}/Server/x86_64/iso/',
    file: '^Fedora-Server-netinst-x86_64-(\\d+-\\d+\\.\\d+)\\.iso$',
    sums: 'Fedora-Server-{version}-x86_64-CHECKSUM',
    osId: 'fedora-unknown',
    minMemoryBytes: 2 * GiB,
    minDiskBytes: 10 * GiB,
  },
  ...rocky('9'),
  ...rocky('8'),
  {
    ...cloud,
    id: 'alpine-cloud',
    name: 'Alpine Linux',
    folder: 'https://dl-cdn.alpinelinux.org/alpine/latest-stable/releases/cloud/',
    file: '^nocloud_alpine-(\\d+\\.\\d+\\.\\d+)-x86_64-bios-cloudinit-r\\d+\\.qcow2$',
    sums: '{file}.sha512',
    osId: 'alpinelinux-unknown',
    defaultUser: 'alpine',
    minMemoryBytes: 256 * MiB,
    minDiskBytes: 1 * GiB,
  },
  {
    ...iso,
    id: 'alpine-virt',
    name: 'Alpine Linux (virtual)',
    folder: 'https://dl-cdn.alpinelinux.org/alpine/latest-stable/releases/x86_64/',
    file: '^alpine-virt-(\\d+\\.\\d+\\.\\d+)-x86_64\\.iso$',
    sums: '{file}.sha256',
    osId: 'alpinelinux-unknown',
    minMemoryBytes: 256 * MiB,
    minDiskBytes: 1 * GiB,
  },
  {
    ...cloud,
    id: 'arch-cloud',
    name: 'Arch Linux',
    folder: 'https://geo.mirror.pkgbuild.com/images/latest/',
    file: '^Arch-Linux-x86_64-cloudimg\\.qcow2$',
    sums: '{file}.SHA256',
    osId: 'archlinux',
    defaultUser: 'arch',
    minMemoryBytes: 512 * MiB,
    minDiskBytes: 3 * GiB,
  },
  {
    ...iso,
    id: 'arch-iso',
    name: 'Arch Linux (installer)',
    folder: 'https://geo.mirror.pkgbuild.com/iso/latest/',
    file: '^archlinux-(\\d{4}\\.\\d{2}\\.\\d{2})-x86_64\\.iso$',
    sums: 'sha256sums.txt',
    osId: 'archlinux',
    minMemoryBytes: 1 * GiB,
    minDiskBytes: 4 * GiB,
  },
  {
    ...cloud,
    id: 'opensuse-tumbleweed-cloud',
    name: 'openSUSE Tumbleweed',
    folder: 'https://download.opensuse.org/tumbleweed/appliances/',
    file: '^openSUSE-Tumbleweed-Minimal-VM\\.x86_64-Cloud\\.qcow2$',
    sums: '{file}.sha256',
    osId: 'opensusetumbleweed',
    defaultUser: 'opensuse',
    minMemoryBytes: 1 * GiB,
    minDiskBytes: 10 * GiB,
  },
  {
    ...iso,
    id: 'opensuse-tumbleweed-net',
    name: 'openSUSE Tumbleweed (network installer)',
    folder: 'https://download.opensuse.org/tumbleweed/iso/',
    file: '^openSUSE-Tumbleweed-NET-x86_64-Current\\.iso$',
    sums: '{file}.sha256',
    osId: 'opensusetumbleweed',
    minMemoryBytes: 2 * GiB,
    minDiskBytes: 10 * GiB,
  },
  {
    ...iso,
    id: 'kali-netinst',
    name: 'Kali Linux (network installer)',
    folder: 'https://cdimage.kali.org/current/',
    file: '^kali-linux-(\\d{4}\\.\\d+[a-z]?)-installer-netinst-amd64\\.iso$',
    sums: 'SHA256SUMS',
    // libosinfo has none of its own; it is a Debian
    osId: 'debian12',
    minMemoryBytes: 2 * GiB,
    minDiskBytes: 20 * GiB,
  },
  {
    ...iso,
    id: 'freebsd-disc1',
    name: 'FreeBSD (installer)',
    release: {
      listing: 'https://download.freebsd.org/releases/amd64/amd64/ISO-IMAGES/',
      pattern: '^(\\d+\\.\\d+)$',
    },
    folder: 'https://download.freebsd.org/releases/amd64/amd64/ISO-IMAGES/{release}/',
    file: '^FreeBSD-(\\d+\\.\\d+)-RELEASE-amd64-disc1\\.iso$',
    sums: 'CHECKSUM.SHA256-FreeBSD-{release}-RELEASE-amd64',
    osId: 'freebsd13.1',
    minMemoryBytes: 1 * GiB,
    minDiskBytes: 8 * GiB,
  },
];
