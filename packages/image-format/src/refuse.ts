import type { ImageRefusal } from '@limen/contract/images';

/** Ends an inspection. Caught by `inspectImage`, which never throws it on. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: ImageRefusal;

  constructor(reason: ImageRefusal) {
    super(reason);
    this.reason = reason;
  }
}

export const refuse = (reason: ImageRefusal): never => {
  throw new Refused(reason);
};

/** @throws Refused where the condition does not hold */
export const demand: (condition: boolean, reason: ImageRefusal) => asserts condition = (
  condition,
  reason,
) => {
  if (!condition) throw new Refused(reason);
};
