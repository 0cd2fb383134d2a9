import { HomeInUse, lockHome } from '../src/lib/home-lock.ts';

/** Takes a home as a server does, says `taken` or `refused <pid>`, and keeps it until it is killed or its input ends. */
const [home = '', beatMs = '50'] = process.argv.slice(2);
try {
  lockHome(home, { beatMs: Number(beatMs) });
  process.stdout.write('taken\n');
  process.stdin.on('end', () => process.exit(0)).resume();
} catch (error) {
  if (!(error instanceof HomeInUse)) throw error;
  process.stdout.write(`refused ${/process (\d+)/.exec(error.message)?.[1] ?? '?'}\n`);
}
