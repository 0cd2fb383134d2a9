import { uploadDataPath, type uploadRoutes } from '@limen/contract/uploads';
import type { Deps } from '../deps.ts';
import type { Handlers, StreamRequest } from '../http/implement.ts';
import { getImage } from '../images/get-image.ts';
import { beginUpload } from './begin-upload.ts';
import { tusVersion } from './tus-version.ts';

/** Handlers of every route on uploads. */
export const uploadHandlers = (deps: Deps): Handlers<typeof uploadRoutes> => {
  const tus = async ({ asked, params, incoming, say }: StreamRequest<{ id: string }>) => {
    // also with a refusal, so that a client of another version learns it (tus, "Tus-Version")
    say({ 'tus-resumable': tusVersion, 'tus-version': tusVersion });
    // with the first bytes, not with the server: it stays small where nobody uploads
    const { serveTus } = await import('./serve-tus.ts');
    return serveTus(deps, asked, { uploadId: params.id, incoming });
  };
  return {
    begin: async ({ actor, asked, body }) => {
      const upload = await beginUpload(deps, asked, body);
      return {
        image: await getImage(deps, actor, upload.imageId),
        upload: { id: upload.id, url: uploadDataPath.replace(':id', upload.id) },
      };
    },
    capabilities: tus,
    offset: tus,
    write: tus,
    cancel: tus,
  };
};
