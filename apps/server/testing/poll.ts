import { setTimeout as delay } from 'node:timers/promises';

/** What tests wait for at this moment: from where, and what was seen last. */
export const waiting = new Set<{ from: string; last: unknown }>();

/** Waits for a condition for as long as the test may run. @returns the value that fits */
export const poll = async <T>(look: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
  const wait = {
    from: (new Error('it waited').stack ?? '').split('\n').slice(1, 4).join('\n'),
    last: undefined as unknown,
  };
  waiting.add(wait);
  try {
    for (;;) {
      const value = await look();
      if (fits(value)) return value;
      wait.last = value;
      await delay(100);
    }
  } finally {
    waiting.delete(wait);
  }
};
