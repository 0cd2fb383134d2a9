import type { Catalogue, CatalogueItem } from '@limen/contract/catalogue';
import { type Actor, authorize, may, mayToAll } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { findCatalogueImages } from '../images/find-catalogue-images.ts';
import { fileNameOf } from '../outbound/checksum-file.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { type CatalogueRow, listCatalogueRows } from './catalogue.rows.ts';
import { readEntries } from './read-entries.ts';
import { throughMirror } from './resolve-entry.ts';

/** Everything that can be fetched, and what was last found of it; asks nobody outside. */
export const listCatalogue = async (deps: Deps, actor: Actor): Promise<Catalogue> => {
  authorize(actor, 'image:read');
  const [{ entries, problem }, rows, images, { usersMayFetch, replace }] = await Promise.all([
    readEntries(deps.config),
    listCatalogueRows(deps.db),
    findCatalogueImages(deps.db, actor),
    deps.settings.of(deps.db, 'imports'),
  ]);
  const present = (entry: CatalogueEntry, row: CatalogueRow | undefined): CatalogueItem => {
    const found = row?.found ?? null;
    const image = images.find((i) => i.entryId === entry.id && i.version === found?.version);
    return {
      id: entry.id,
      name: entry.name,
      kind: entry.kind,
      host: new URL(found?.url ?? throughMirror(entry.folder, replace)).host,
      osId: entry.osId,
      cloudInit: entry.cloudInit,
      defaultUser: entry.defaultUser,
      minMemoryBytes: entry.minMemoryBytes,
      minDiskBytes: entry.minDiskBytes,
      found: found && {
        version: found.version,
        fileName: fileNameOf(found.url),
        sizeBytes: found.sizeBytes,
      },
      reachable: row ? row.lastError === null : null,
      refreshedAt: row?.refreshedAt.toISOString() ?? null,
      image: image ? { id: image.id, state: image.state } : null,
    };
  };
  return {
    items: entries.map((entry) => present(entry, rows.get(entry.id))),
    mayFetch: may(actor, 'image:fetch') && (usersMayFetch || mayToAll(actor, 'image:fetch')),
    problem: may(actor, 'catalogue:manage') ? problem : null,
  };
};
