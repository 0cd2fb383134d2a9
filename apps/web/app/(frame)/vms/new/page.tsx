import { getTranslations } from 'next-intl/server';
import { BuildTinyOffer } from '../../../../features/images/build-tiny.tsx';
import { CreateVmPage } from '../../../../features/vms/create-vm-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('create'))('title') });

// drawn anew for every visit: the suggested name is another each time
export const dynamic = 'force-dynamic';

export default function Page() {
  return <CreateVmPage seed={Math.random()} buildTiny={<BuildTinyOffer />} />;
}
