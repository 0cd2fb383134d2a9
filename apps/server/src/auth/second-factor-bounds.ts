/** Codes that may be wrong in a row, over all attempts to sign in, before none is looked at for a while (NIST SP 800-63B, 5.2.2). */
export const mostWrongCodes = 10;
export const lockSeconds = 15 * 60;
/** How long a right password waits for its code. */
export const halfSignedInSeconds = 10 * 60;
