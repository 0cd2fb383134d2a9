import type { ReactNode } from 'react';
import { AppFrame } from '../../features/frame/app-frame.tsx';
import { VmsProvider } from '../../features/vms/vms-provider.tsx';
import { readFirstWorld, requireMe } from '../../lib/server-api.ts';
import { UploadsProvider } from '../../lib/uploads.tsx';
import { WorldProvider } from '../../lib/world.tsx';

export default async function FrameLayout({ children }: { children: ReactNode }) {
  const me = await requireMe();
  return (
    <WorldProvider me={me} initial={await readFirstWorld(me)}>
      <VmsProvider>
        <UploadsProvider>
          <AppFrame>{children}</AppFrame>
        </UploadsProvider>
      </VmsProvider>
    </WorldProvider>
  );
}
