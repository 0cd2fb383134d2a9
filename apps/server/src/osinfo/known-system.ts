import type { SystemFamily } from '@limen/contract/systems';

/** What an ISO of a system says of itself: regular expressions, all of which have to fit (libosinfo, OsinfoMedia). */
export type MediaPatterns = {
  volumeId: string;
  systemId?: string;
  publisherId?: string;
};

/** Sizes that a system's makers name; null: they name none. */
export type Resources = { vcpus: number | null; memoryBytes: number | null; diskBytes: number | null };

/** A system as LIMEN keeps it of libosinfo's database: no more than is shown, and what media are known by. */
export type KnownSystem = {
  id: string;
  name: string;
  version: string | null;
  family: SystemFamily;
  /** libosinfo's word: `debian`, `win`. */
  distro: string | null;
  codename: string | null;
  releasedAt: string | null;
  endOfLifeAt: string | null;
  /** Has no releases: it is always the present one. */
  rolling: boolean;
  minimum: Resources;
  recommended: Resources;
  /** Has drivers for virtio disks and network cards of its own. */
  virtio: boolean;
  media: readonly MediaPatterns[];
};
