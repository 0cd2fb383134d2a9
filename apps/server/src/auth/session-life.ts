const daySeconds = 24 * 3600;

/** A session lives a week after it was last prolonged, so does its cookie: who stays away longer signs in again. */
export const sessionSeconds = 7 * daySeconds;
/** Using it prolongs it this often at most, so that reads stay reads; of the week six days are left at least. */
export const prolongAfterSeconds = daySeconds;
/**
 * However much it is used it ends so long after signing in: whoever copied a cookie loses it by then. A quarter of a year:
 * signing in four times a year is no burden, and what changes how one signs in asks for the password again at any age.
 */
export const mostSessionSeconds = 90 * daySeconds;
/** So exact is what the list of sessions says of their last use. */
export const usedAgainSeconds = 300;

/** When a session ends, however much it is used. @param createdAt when its person signed in */
export const lastEnd = (createdAt: Date): Date => new Date(createdAt.getTime() + mostSessionSeconds * 1000);

/** When a session ends unless it is prolonged. One from before there was a last end may be written down as longer. */
export const endOf = (session: { createdAt: Date; expiresAt: Date }): Date => {
  const last = lastEnd(session.createdAt);
  return session.expiresAt < last ? session.expiresAt : last;
};

/** Whether a use at this time prolongs it; the database has the last word (`prolongSession`). */
export const isToBeProlonged = (session: { createdAt: Date; expiresAt: Date }, now: Date): boolean =>
  session.expiresAt < lastEnd(session.createdAt) &&
  session.expiresAt.getTime() <= now.getTime() + (sessionSeconds - prolongAfterSeconds) * 1000;
