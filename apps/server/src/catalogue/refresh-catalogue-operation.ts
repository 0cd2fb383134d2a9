import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AtMost } from '../lib/at-most.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { readMirrors } from '../outbound/mirrors.ts';
import { NotFetched } from '../outbound/not-fetched.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { type FoundEntry, putCatalogueRow } from './catalogue.rows.ts';
import { readEntries } from './read-entries.ts';
import { resolveEntry } from './resolve-entry.ts';

/** Most of the time is waiting for servers far away; more at once would be rude to none of them. */
const atOnce = 4;

/** Looks for one entry and writes down what came of it. @returns undefined: it is out of reach @throws the signal's reason */
export const refreshEntry = async (
  deps: Deps,
  entry: CatalogueEntry,
  signal: AbortSignal,
): Promise<FoundEntry | undefined> => {
  const { mirrors, replace } = await deps.settings.of(deps.db, 'imports');
  let found: FoundEntry | undefined;
  try {
    found = await resolveEntry(entry, { mirrors: readMirrors(mirrors), replace, signal });
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    deps.log.warn({ err: error, entry: entry.id }, 'an entry of the catalogue could not be found');
  }
  await putCatalogueRow(deps.db, { id: entry.id, found: found ?? null, refreshedAt: deps.clock.now() });
  return found;
};

/** Looks at every entry; those that are out of reach are told by their rows, and fail nothing. */
export const refreshCatalogueOperation = defineOperation({
  kind: 'catalogue.refresh',
  version: 1,
  quota: 'none',
  input: z.object({}),
  cancellable: true,
  steps: [
    {
      name: 'look',
      deadlineSeconds: 1800,
      run: async ({ deps, signal, progress, guard }) => {
        const { entries } = await readEntries(deps.config);
        const turns = new AtMost(atOnce);
        await guard();
        let done = 0;
        await Promise.all(
          entries.map((entry) =>
            turns.run(signal, async () => {
              await refreshEntry(deps, entry, signal);
              done += 1;
              progress(done / entries.length);
            }),
          ),
        );
      },
    },
  ],
});
