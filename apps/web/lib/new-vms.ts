import { namesOf } from '@limen/contract/vm-names';
import type { CreateVmInput, CreateVmsInput } from '@limen/contract/new-vms';

/** What a form asks for: one machine, or several that are alike. */
export type NewVms = CreateVmInput | CreateVmsInput;

export const isSeveral = (body: NewVms): body is CreateVmsInput => 'namePattern' in body;

/** How they will be called, in their order; none where the pattern makes no names. */
export const namesAsked = (body: NewVms): readonly string[] => {
  if (!isSeveral(body)) return [body.name];
  const names = namesOf({ ...body, firstNumber: body.firstNumber ?? 1 });
  return names.ok ? names.names : [];
};
