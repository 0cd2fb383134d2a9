import { cpus, totalmem } from 'node:os';

export const median = (values: readonly number[]): number => percentile(values, 50);

/** Nearest rank. @param p 0 to 100 */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.max(0, Math.ceil((p / 100) * sorted.length) - 1);
  const value = sorted[at];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
};

/** Runs each contender once a round, in turn, so that what else happens on the machine hits all of them alike. */
export const interleave = async <K extends string>(
  rounds: number,
  contenders: Record<K, () => Promise<number>>,
): Promise<Record<K, number[]>> => {
  const names = Object.keys(contenders) as K[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, number[]>;
  // the first round warms caches and compilers and does not count
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const value = await contenders[name]();
      if (round > 0) results[name].push(value);
    }
  }
  return results;
};

const text = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** One line of the table in bench/RESULTS.md. */
export const report = (line: {
  figure: string;
  unit: string;
  ours: number;
  raw?: number;
  ratio?: number;
  target: string;
  met: boolean;
}): void => {
  const { figure, unit, ours, raw, ratio, target, met } = line;
  const cells = [
    figure,
    `${text(ours)} ${unit}`,
    raw === undefined ? '–' : `${text(raw)} ${unit}`,
    ratio === undefined ? '–' : ratio.toFixed(2),
    target,
    met ? 'yes' : '**no**',
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
};

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.version}`;
