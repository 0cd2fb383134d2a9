const first = [
  'quiet',
  'amber',
  'north',
  'river',
  'early',
  'stone',
  'clear',
  'maple',
  'silver',
  'open',
  'lunar',
  'mossy',
];
const second = [
  'gate',
  'door',
  'arch',
  'porch',
  'lintel',
  'hall',
  'bridge',
  'harbor',
  'lantern',
  'garden',
  'window',
  'path',
];

/** A friendly name that none of the taken ones is: `quiet-gate`, and with a number where all words are used up. */
export const suggestName = (taken: ReadonlySet<string>, random: () => number = Math.random): string => {
  const start = Math.floor(random() * first.length * second.length);
  for (let round = 1; ; round++) {
    for (let n = 0; n < first.length * second.length; n++) {
      const at = (start + n) % (first.length * second.length);
      const name = `${first[Math.floor(at / second.length)]}-${second[at % second.length]}${round === 1 ? '' : `-${round}`}`;
      if (!taken.has(name)) return name;
    }
  }
};
