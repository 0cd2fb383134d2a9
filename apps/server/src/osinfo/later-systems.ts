import type { KnownSystem, MediaPatterns } from './known-system.ts';

/** A release that came after the database of Debian 12 (November 2022), as far as it differs from the one before. */
type Later = {
  id: string;
  name: string;
  version: string;
  /** The system that it is like: sizes, drivers, family. */
  like: string;
  codename?: string;
  releasedAt: string;
  endOfLifeAt: string | null;
  media: readonly MediaPatterns[];
};

const debian = (version: string): MediaPatterns[] => [
  { volumeId: `^Debian ${version}\\.\\d+(\\.\\d+)? amd64 (n|\\d+)` },
];
const ubuntu = (version: string): MediaPatterns[] => [
  { volumeId: `^Ubuntu(-Server)? ${version}(\\.\\d+)?( LTS)? amd64` },
];
const fedora = (version: string): MediaPatterns[] => [
  { volumeId: `^Fedora-(WS-Live|S-dvd-x86_64|E-dvd-x86_64)-${version}` },
];

/** Dates: the makers' own release pages. A database that knows one of these itself is believed instead. */
const later: readonly Later[] = [
  {
    id: 'debian12',
    name: 'Debian 12',
    version: '12',
    like: 'debian11',
    codename: 'bookworm',
    releasedAt: '2023-06-10',
    endOfLifeAt: '2028-06-30',
    media: debian('12'),
  },
  {
    id: 'debian13',
    name: 'Debian 13',
    version: '13',
    like: 'debian11',
    codename: 'trixie',
    releasedAt: '2025-08-09',
    endOfLifeAt: '2030-06-30',
    media: debian('13'),
  },
  {
    id: 'ubuntu24.04',
    name: 'Ubuntu 24.04 LTS',
    version: '24.04',
    like: 'ubuntu22.04',
    codename: 'noble',
    releasedAt: '2024-04-25',
    endOfLifeAt: '2029-05-31',
    media: ubuntu('24\\.04'),
  },
  {
    id: 'fedora41',
    name: 'Fedora Linux 41',
    version: '41',
    like: 'fedora37',
    releasedAt: '2024-10-29',
    endOfLifeAt: '2025-12-15',
    media: fedora('41'),
  },
  {
    id: 'fedora42',
    name: 'Fedora Linux 42',
    version: '42',
    like: 'fedora37',
    releasedAt: '2025-04-15',
    endOfLifeAt: null,
    media: fedora('42'),
  },
  {
    id: 'freebsd14.0',
    name: 'FreeBSD 14.0',
    version: '14.0',
    like: 'freebsd13.1',
    releasedAt: '2023-11-20',
    endOfLifeAt: '2024-09-30',
    media: [{ volumeId: '^14_0_RELEASE_AMD64_' }],
  },
  {
    id: 'win2k25',
    name: 'Microsoft Windows Server 2025',
    version: '10.0',
    like: 'win2k22',
    releasedAt: '2024-11-01',
    endOfLifeAt: '2034-10-10',
    media: [],
  },
];

/** The systems of the database with those that it is too old to know. */
export const withLaterSystems = (known: readonly KnownSystem[]): KnownSystem[] => {
  const byId = new Map(known.map((system) => [system.id, system]));
  const added = later.flatMap(({ like, ...release }) => {
    const model = byId.get(like);
    if (!model || byId.has(release.id)) return [];
    return { ...model, codename: null, rolling: false, ...release };
  });
  return [...known, ...added];
};
