/**
 * Lets so many callers go on in one turn of the event loop, first come first served. A thousand requests that arrive at once
 * would otherwise all be answered before the loop looks at anybody else (bench/sign-ins.ts).
 */
export class Turns {
  readonly #perTurn: number;
  #waiting: (() => void)[] = [];

  constructor(perTurn: number) {
    this.#perTurn = perTurn;
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(() => this.#turn());
    });
  }

  #turn(): void {
    const now = this.#waiting.slice(0, this.#perTurn);
    this.#waiting = this.#waiting.slice(this.#perTurn);
    for (const go of now) go();
    if (this.#waiting.length > 0) setImmediate(() => this.#turn());
  }
}
