import { AppError } from '../lib/app-error.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { findChecksum } from '../outbound/find-checksum.ts';
import { readMirrors } from '../outbound/mirrors.ts';
import { fetchSource } from './fetch-source.ts';
import { updateImage } from './image.rows.ts';
import { hashOfFile } from './image-file.ts';
import type { ImportInput } from './import-image-operation.ts';
import { incomingPath, openOwnFile } from './incoming.ts';
import { mustFindImport } from './must-find-import.ts';

/**
 * Where nobody has said what the file has to hash to, a list of checksums beside it does. A SHA-256 is compared when the file
 * is looked at, as that of an upload; SHA-512, which some publish alone, here.
 *
 * @throws AppError `image.checksum`
 */
export const checkFetched = async (context: StepContext<ImportInput>): Promise<void> => {
  const { deps, input, signal, guard, progress } = context;
  const row = await mustFindImport(deps, input.imageId);
  const source = fetchSource.parse(row.source);
  let { sha512 } = source;
  if (row.expectedSha256 === null && sha512 === undefined) {
    const { mirrors } = await deps.settings.of(deps.db, 'imports');
    const found = await findChecksum({ fileUrl: source.url, mirrors: readMirrors(mirrors), signal });
    if (found?.algorithm === 'sha256') {
      await guard();
      await updateImage(deps.db, row.id, { expectedSha256: found.hex });
    }
    if (found?.algorithm === 'sha512') sha512 = found.hex;
  }
  if (sha512 !== undefined) {
    await using file = await openOwnFile(incomingPath(deps.config, row.id));
    const hex = await hashOfFile(file, { algorithm: 'sha512', signal, progress });
    if (hex !== sha512) {
      throw new AppError('image.checksum', 'The file is not what it should be: its SHA-512 is another one.');
    }
  }
  await guard();
  await updateImage(deps.db, row.id, { state: 'importing' });
  deps.live.publish('image.changed', { id: row.id });
};
