import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';

/** No name that anybody chose becomes a path: only ids of ours do. */
const folder = ({ home }: Pick<Config, 'home'>): string => join(home, 'exports');

/** Where the file lies, under the id of its row, in a folder that nobody else may enter. */
export const exportPath = (config: Pick<Config, 'home'>, exportId: string): string =>
  join(folder(config), z.uuid().parse(exportId));

export const exportFolder = folder;
