import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { newId } from '../lib/new-id.ts';
import { incomingPath } from './incoming.ts';

/** Names of the files whose bytes come in from outside; none where nothing ever came. */
export const listIncoming = (config: Config): Promise<string[]> =>
  readdir(dirname(incomingPath(config, newId()))).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
