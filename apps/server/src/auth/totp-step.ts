import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238: a step has 30 seconds; six digits, SHA-1: what every authenticator speaks. */
const stepMs = 30_000;
const digits = 6;
/** Steps before and after the present one whose codes are accepted, for clocks that differ: as better-auth does. */
const around = 1;

/** The code of a time step (RFC 4226, 5.3). */
const codeOf = (secret: string, step: number): Buffer => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const value = mac.readUInt32BE(mac.readUInt8(mac.length - 1) & 0x0f) & 0x7fffffff;
  return Buffer.from(String(value % 10 ** digits).padStart(digits, '0'));
};

/**
 * Which time step a code belongs to, of those that are accepted now. better-auth says whether a code is right, and not of
 * when it is, which one has to know to accept it only once (RFC 6238, 5.2).
 *
 * @param now milliseconds since 1970
 * @returns undefined: of none of them
 */
export const totpStepOf = (secret: string, code: string, now: number): number | undefined => {
  const given = Buffer.from(code);
  const present = Math.floor(now / stepMs);
  for (let step = present + around; step >= present - around; step -= 1) {
    const right = codeOf(secret, step);
    if (given.length === right.length && timingSafeEqual(given, right)) return step;
  }
  return undefined;
};
