import type { ErrorCode } from '@limen/contract/error-codes';
import type { routes } from '@limen/contract/routes';
import type { Things } from './things.ts';

/**
 * Everybody who can stand before a route. `stranger`: approved, with nothing here; `viewer`, `operator`: the machine of
 * `owner` was shared with them; `banned`: was approved and signed in when they were.
 */
export const people = [
  'nobody',
  'unapproved',
  'stranger',
  'viewer',
  'operator',
  'owner',
  'admin',
  'banned',
] as const;
export type Who = (typeof people)[number];
export type Answer = 'ok' | ErrorCode;
export type Answers = Readonly<Record<Who, Answer>>;

/** How a route is asked rightly about the things of `owner`, and what each person is answered. */
export type Sample = {
  /** Ids in it are made strange, one after the other and all at once, for the question after things that are not there. */
  params?: (things: Things, who: Who) => Record<string, string> | Promise<Record<string, string>>;
  query?: Record<string, string>;
  body?: (things: Things, who: Who) => Record<string, unknown>;
  /** What it asks for beside that, e.g. tus’s own. */
  headers?: Record<string, string>;
  answers: Answers;
  /** What is answered to an id that nobody has, by whoever may ask at all; without it `object.not_found`. */
  unknown?: Answer;
  /** What it is about belongs to the installation: to nobody is it somebody else's. */
  everybodys?: true;
  /** Answers alike whether or not it changes anything: then the answer promises no line of the record. */
  hidesEffect?: true;
  /** It ends the session it is asked with, or changes who asks: everybody asks it with a session of its own. */
  endsSession?: true;
};

/** One a route of the contract, by noun. */
export type Samples = { [N in keyof typeof routes]: { [K in keyof (typeof routes)[N]]: Sample } };

const everybody = (answer: Answer): Answers => ({
  nobody: answer,
  unapproved: answer,
  stranger: answer,
  viewer: answer,
  operator: answer,
  owner: answer,
  admin: answer,
  banned: answer,
});

/** No session is asked for. */
export const anybody = everybody;
/** Whoever is signed in, approved or not. */
export const signedIn = (answer: Answer): Answers => ({
  ...everybody(answer),
  nobody: 'auth.required',
  banned: 'auth.required',
});
export const approved = (answer: Answer): Answers => ({
  ...signedIn(answer),
  unapproved: 'auth.not_approved',
});
export const administrators = (answer: Answer): Answers => ({
  ...approved('auth.forbidden'),
  admin: answer,
});
/** A thing of `owner` that is no machine: to everybody else it is not there. */
export const owners = (answer: Answer): Answers => ({
  ...approved('object.not_found'),
  owner: answer,
  admin: answer,
});
/** What is of `owner` alone, and not even an administrator's to see: passwords, tokens, factors, sessions. */
export const ownersAlone = (answer: Answer): Answers => ({ ...owners(answer), admin: 'object.not_found' });
/** The machine of `owner`, for whoever it was shared with. */
export const whoSeesMachine = (answer: Answer): Answers => ({
  ...owners(answer),
  viewer: answer,
  operator: answer,
});
/** As `whoSeesMachine`, what only operators may do. */
export const whoRunsMachine = (answer: Answer): Answers => ({
  ...whoSeesMachine(answer),
  viewer: 'auth.forbidden',
});
/** As `whoSeesMachine`, what only the owner may do. */
export const whoOwnsMachine = (answer: Answer): Answers => ({
  ...whoRunsMachine(answer),
  operator: 'auth.forbidden',
});
