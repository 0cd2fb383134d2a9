/**
 * Runs at most one job a key at a time; however often a key is asked for while its job runs, one more run follows.
 * For jobs that read the world again and so make earlier requests of the same key superfluous.
 */
export class SerialByKey {
  readonly #running = new Map<string, { current: Promise<void>; next: Promise<void> | null }>();

  /** @returns a promise of a run that began after this call (its failure is the caller's too) */
  run(key: string, job: () => Promise<void>): Promise<void> {
    const slot = this.#running.get(key);
    if (!slot) {
      const fresh: { current: Promise<void>; next: Promise<void> | null } = {
        current: Promise.resolve(),
        next: null,
      };
      this.#running.set(key, fresh);
      fresh.current = this.#start(key, fresh, job);
      return fresh.current;
    }
    slot.next ??= slot.current.then(ignore, ignore).then(() => {
      slot.next = null;
      slot.current = this.#start(key, slot, job);
      return slot.current;
    });
    return slot.next;
  }

  /**
   * Runs a job that is no such look where none of its key runs, else does nothing: whoever asks for a look while it waits
   * would share it, and have no look.
   */
  runIfFree(key: string, job: () => Promise<void>): Promise<void> {
    return this.#running.has(key) ? Promise.resolve() : this.run(key, job);
  }

  async #start(key: string, slot: { next: Promise<void> | null }, job: () => Promise<void>): Promise<void> {
    try {
      await job();
    } finally {
      if (slot.next === null) this.#running.delete(key);
    }
  }
}

const ignore = (): void => {};
