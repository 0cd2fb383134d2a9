import type { Asked } from '../auth/asked.ts';
import { may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { fetchFailed } from '../images/fetch-failed.ts';
import { beginFetch, requireMayFetch } from '../images/fetch-image.ts';
import { findCatalogueImages } from '../images/find-catalogue-images.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { NotFetched } from '../outbound/not-fetched.ts';
import { lockCatalogueRow } from './catalogue.rows.ts';
import { findEntry } from './read-entries.ts';
import { refreshEntry } from './refresh-catalogue-operation.ts';

/**
 * Fetches the newest version of an entry: the installation's, for everybody, where an administrator asks; else one's own,
 * within one's quota. It is looked for anew, since a name such as `latest` is another file tomorrow.
 *
 * @throws AppError `object.not_found`, `image.exists` with the image as its field, `image.fetch_failed`, and of `beginFetch`
 */
export const fetchEntry = async (deps: Deps, asked: Asked, entryId: string): Promise<OperationRow> => {
  await requireMayFetch(deps, asked);
  const entry = await findEntry(deps.config, entryId);
  if (!entry) throw notFound();
  const found = await refreshEntry(deps, entry, new AbortController().signal);
  if (!found) throw fetchFailed(deps.log, entry.folder, new NotFetched(`${entry.id} is out of reach`));
  return beginFetch(
    deps,
    asked,
    {
      name: entry.name,
      description: '',
      source: {
        from: 'catalogue',
        url: found.url,
        entryId,
        version: found.version,
        ...(found.sha512 === null ? {} : { sha512: found.sha512 }),
        validator: null,
      },
      expectedSha256: found.sha256,
      osId: entry.osId,
      cloudInit: entry.cloudInit,
      defaultUser: entry.defaultUser,
      minMemoryBytes: entry.minMemoryBytes,
      ...(may(asked.actor, 'catalogue:manage') ? { forAll: true } : {}),
    },
    async (tx) => {
      await lockCatalogueRow(tx, entryId);
      const there = (await findCatalogueImages(tx, asked.actor)).find(
        (image) => image.entryId === entryId && image.version === found.version,
      );
      if (there) throw new AppError('image.exists', `“${there.name}” is there already.`, { field: there.id });
    },
  );
};
