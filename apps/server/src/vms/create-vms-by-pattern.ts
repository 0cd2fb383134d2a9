import type { CreateVmsBody } from '@limen/contract/new-vms';
import { namesOf } from '@limen/contract/vm-names';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { createVms } from './create-vm.ts';

/**
 * Makes the machines of a class: all that the pattern names, or none.
 *
 * @throws AppError `request.invalid` (the pattern), and as `createVms`, a name that is taken with `namePattern` as its field
 */
export const createVmsByPattern = async (
  deps: Deps,
  asked: Asked,
  { count, namePattern, firstNumber, ...body }: CreateVmsBody,
): Promise<OperationRow[]> => {
  const names = namesOf({ count, namePattern, firstNumber });
  if (!names.ok) {
    throw new AppError('request.invalid', 'This pattern makes no names.', { field: 'namePattern' });
  }
  return createVms(deps, asked, body, { names: names.names, nameField: 'namePattern' });
};
