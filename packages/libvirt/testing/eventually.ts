import { expect } from 'vitest';

/** Waits for what `read` gives to become as the matcher wants it; patient, since the machine may be busy. */
export const eventually = <T>(read: () => T, { timeout = 20_000 } = {}) => expect.poll(read, { timeout });
