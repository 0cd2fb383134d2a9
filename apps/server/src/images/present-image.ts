import { firmware, type Image, imageKind, imageRecipe, imageState } from '@limen/contract/images';
import type { ImageRow } from './image.rows.ts';

/** The only shape in which an image leaves the server. @param vmCount machines that use it */
export const presentImage = (row: ImageRow, vmCount: number): Image => ({
  id: row.id,
  name: row.name,
  description: row.description,
  kind: imageKind.parse(row.kind),
  state: imageState.parse(row.state),
  recipe: imageRecipe.nullable().parse(row.recipe),
  firmwares: row.firmwares.map((f) => firmware.parse(f)),
  sizeBytes: row.sizeBytes,
  virtualSizeBytes: row.virtualSizeBytes,
  minMemoryBytes: row.minMemoryBytes,
  sha256: row.sha256,
  vmCount,
  createdAt: row.createdAt.toISOString(),
  revision: row.revision,
});
