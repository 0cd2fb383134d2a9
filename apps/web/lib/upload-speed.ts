/** Seconds over which a speed is taken: short enough to follow a change, long enough to be read. */
const windowMs = 8000;
/** From less than this nobody can tell. */
const leastMs = 1000;

/** How fast something goes: of the bytes that were there at some moments, the last few seconds count. */
export class Speed {
  #seen: { ms: number; bytes: number }[] = [];

  /** Where it stands. What goes back (a part that was lost on its way) begins anew. */
  note(bytes: number, ms: number): void {
    const last = this.#seen.at(-1);
    if (last && bytes < last.bytes) this.#seen = [];
    this.#seen.push({ ms, bytes });
    // one older than the window stays, or the window would have no beginning
    while ((this.#seen[1]?.ms ?? ms) < ms - windowMs) this.#seen.shift();
  }

  /** After a pause what was before says nothing. */
  forget(): void {
    this.#seen = [];
  }

  /** Bytes a second; null: not known yet. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last || last.ms - first.ms < leastMs) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.ms - first.ms);
  }
}

/** Milliseconds until the rest is there; null: nobody can say. */
export const remainingMs = (leftBytes: number, bytesPerSecond: number | null): number | null =>
  bytesPerSecond === null || bytesPerSecond < 1 ? null : (leftBytes / bytesPerSecond) * 1000;
