'use client';

/**
 * Files that this browser may read again after a reload, by the upload they belong to: handles of the File System Access API
 * in IndexedDB. Where a browser has no such thing (Firefox, Safari, plain HTTP) nothing is kept, and a person chooses the
 * file again.
 */
const database = 'limen-uploads';
const table = 'files';

/** What TypeScript's DOM does not have yet (https://wicg.github.io/file-system-access/). */
export type KeptFile = FileSystemFileHandle & {
  queryPermission?: (descriptor: { mode: 'read' }) => Promise<PermissionState>;
  requestPermission?: (descriptor: { mode: 'read' }) => Promise<PermissionState>;
};

const open = (): Promise<IDBDatabase | null> =>
  new Promise((resolve) => {
    if (!('indexedDB' in globalThis) || !('FileSystemFileHandle' in globalThis)) {
      resolve(null);
      return;
    }
    const request = indexedDB.open(database, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(table));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => resolve(null));
  });

/** Never fails: without it a person chooses the file again. */
const within = async <T>(
  mode: IDBTransactionMode,
  work: (files: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> => {
  const db = await open();
  if (!db) return null;
  try {
    return await new Promise<T | null>((resolve) => {
      const request = work(db.transaction(table, mode).objectStore(table));
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => resolve(null));
    });
  } catch {
    return null;
  } finally {
    db.close();
  }
};

export const keepFile = async (uploadId: string, handle: KeptFile): Promise<void> => {
  await within('readwrite', (files) => files.put(handle, uploadId));
};

export const forgetFile = async (uploadId: string): Promise<void> => {
  await within('readwrite', (files) => files.delete(uploadId));
};

export const keptFile = async (uploadId: string): Promise<KeptFile | null> => {
  // only what keepFile has put there
  const found = (await within('readonly', (files) => files.get(uploadId))) as unknown;
  return found instanceof FileSystemFileHandle ? found : null;
};

/** @param ask only where a person has just pressed something. @returns null: the browser does not let us, or it is gone */
export const readKept = async (handle: KeptFile, ask: boolean): Promise<File | null> => {
  try {
    const may = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
    if (may !== 'granted') {
      if (!ask || (await handle.requestPermission?.({ mode: 'read' })) !== 'granted') return null;
    }
    return await handle.getFile();
  } catch {
    return null;
  }
};
