import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { type CatalogueEntry, catalogueEntry } from './catalogue-entry.ts';
import { entries } from './entries.ts';

/** `<home>/catalogue.json`: a list of entries; one with the id of ours takes its place. */
const file = z.array(catalogueEntry).max(500);

/**
 * What the catalogue has: ours, and what an administrator's file adds.
 *
 * @returns problem: what is wrong with the file, by the place in it; nothing of it counts then
 */
export const readEntries = async (
  config: Pick<Config, 'home'>,
): Promise<{ entries: readonly CatalogueEntry[]; problem: string | null }> => {
  let text: string;
  try {
    text = await readFile(join(config.home, 'catalogue.json'), 'utf8');
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { entries, problem: absent ? null : 'catalogue.json cannot be read' };
  }
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { entries, problem: `catalogue.json: ${error instanceof Error ? error.message : 'no JSON'}` };
  }
  const parsed = file.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { entries, problem: `catalogue.json: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) return { entries, problem: `catalogue.json: “${twice}” is there twice` };
  return { entries: [...entries.filter(({ id }) => !ids.includes(id)), ...parsed.data], problem: null };
};

/** @returns undefined where there is no such entry */
export const findEntry = async (
  config: Pick<Config, 'home'>,
  id: string,
): Promise<CatalogueEntry | undefined> =>
  (await readEntries(config)).entries.find((entry) => entry.id === id);
