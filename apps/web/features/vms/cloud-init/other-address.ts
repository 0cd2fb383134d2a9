import type { CloudInitInput } from '@limen/contract/cloud-init';
import type { Network } from '@limen/contract/networks';
import type { Vm } from '@limen/contract/vms';

type Known = Pick<Network, 'id' | 'kind' | 'subnet'>;

/** Whether a guest is told to give itself another address than is kept for its card: possible only while its machine is off. */
export const tellsOtherAddress = (
  cloudInit: CloudInitInput | undefined,
  nics: readonly Pick<Vm['nics'][number], 'address' | 'network'>[],
  networks: readonly Known[],
): boolean => {
  if (cloudInit?.from !== 'form') return false;
  return (cloudInit.form.network ?? []).some((told) => {
    const nic = nics[told.nic];
    const network = networks.find(({ id }) => id === nic?.network.id);
    if (told.by !== 'static' || !nic || !network) return false;
    const prefix = network.subnet?.replace(/0\/24$/, '') ?? null;
    const [first] = told.addresses
      .map((each) => each.replace(/\/.*$/, ''))
      .filter((each) =>
        network.kind === 'bridge' ? !each.includes(':') : prefix !== null && each.startsWith(prefix),
      );
    return first !== undefined && first !== nic.address;
  });
};
