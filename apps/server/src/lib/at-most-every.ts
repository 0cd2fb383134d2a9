/**
 * Runs a job of a key at once, and what is asked for again within the time once at its end: whoever listens hears the first
 * and the last of many.
 */
export class AtMostEvery {
  readonly #ms: number;
  readonly #waiting = new Map<string, { next: (() => void) | null }>();

  constructor(ms: number) {
    this.#ms = ms;
  }

  run(key: string, job: () => void): void {
    const slot = this.#waiting.get(key);
    if (slot) {
      slot.next = job;
      return;
    }
    job();
    this.#wait(key);
  }

  #wait(key: string): void {
    const timer = setTimeout(() => {
      const next = this.#waiting.get(key)?.next;
      this.#waiting.delete(key);
      if (next) this.run(key, next);
    }, this.#ms);
    timer.unref();
    this.#waiting.set(key, { next: null });
  }
}
