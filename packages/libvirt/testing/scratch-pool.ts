import type { Connection } from '../src/connection.ts';
import {
  buildStoragePool,
  createVolume,
  defineStoragePool,
  type Pool,
  startStoragePool,
  type Volume,
} from '../src/storage.ts';

/** A started pool of files in a folder. */
export type ScratchPool = {
  readonly pool: Pool;
  /** A new raw volume, without a byte allocated. */
  readonly makeVolume: (capacityBytes: number) => Promise<Volume>;
};

/** Makes one, called `scratch`, in `folder`/pool: in a session daemon's own folder it needs no rights. */
export async function makeScratchPool(connection: Connection, folder: string): Promise<ScratchPool> {
  const target = `<target><path>${folder}/pool</path></target>`;
  const xml = `<pool type='dir'><name>scratch</name>${target}</pool>`;
  const pool = await defineStoragePool(connection, xml);
  await buildStoragePool(connection, pool);
  await startStoragePool(connection, pool);
  let made = 0;
  return {
    pool,
    makeVolume: (capacityBytes) => {
      made += 1;
      const sizes = `<capacity>${capacityBytes}</capacity><allocation>0</allocation>`;
      const format = `<target><format type='raw'/></target>`;
      return createVolume(connection, pool, `<volume><name>${made}.raw</name>${sizes}${format}</volume>`);
    },
  };
}
