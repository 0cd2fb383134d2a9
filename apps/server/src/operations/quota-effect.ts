/**
 * What an operation of a kind does to its owner's quota: takes from it before it begins, gives back as it goes, or leaves it
 * as it is. Every kind says it, and one that takes cannot begin without having taken.
 */
export type QuotaEffect = 'reserves' | 'releases' | 'none';

const mark = Symbol('reserved');
/** That what an operation takes was taken from a quota, in the transaction that begins it. */
export type Reserved = { readonly [mark]: true };
/** `reserveQuota` gives it; others only for what has been counted all the while. */
export const reserved: Reserved = { [mark]: true };

/** What is given along as an operation begins. Where its kind is not known here, the engine has the last word. */
export type ReservedFor<Effect extends QuotaEffect> = QuotaEffect extends Effect
  ? Reserved | null
  : 'reserves' extends Effect
    ? Reserved
    : null;
