import { spawnSync } from 'node:child_process';

/** A libvirt that hangs must not hang the tests: the call would block them for ever. */
const answerMs = 60_000;
const isPool = (name: string): boolean => name === 'limen-images' || /^limen-disks(-|$)/.test(name);

/**
 * The next test of the same libvirt has another home and no rows of ours: machines, networks with their filters, and pools go.
 *
 * @throws Error where libvirt does not answer, or keeps something: a server of another home would not be let in by its pools
 */
export const forgetHost = (uri: string): void => {
  const virsh = (...args: string[]) =>
    spawnSync('virsh', ['-q', '-c', uri, ...args], {
      encoding: 'utf8',
      timeout: answerMs,
      killSignal: 'SIGKILL',
    });
  const lines = (...args: string[]): string[] => {
    const { status, stdout, stderr, error } = virsh(...args);
    if (status !== 0) throw new Error(`virsh ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
    return stdout.split('\n').map((line) => line.trim());
  };
  const names = (...args: string[]): string[] => lines(...args, '--name');
  const isOurs = (name: string): boolean => name === 'limen' || name.startsWith('limen-');
  const said: string[] = [];
  const tell = (...args: string[]): void => {
    const { stderr, error } = virsh(...args);
    said.push(`${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  };
  const left = () => ({
    machines: names('list', '--all').filter((name) => name.startsWith('vm-')),
    networks: names('net-list', '--all').filter(isOurs),
    // a name beside what it is of
    cards: lines('nwfilter-binding-list')
      .map((line) => line.split(/\s+/))
      .flatMap(([card, filter]) => (card !== undefined && isOurs(filter ?? '') ? [card] : [])),
    filters: lines('nwfilter-list')
      .map((line) => line.split(/\s+/)[1] ?? '')
      .filter(isOurs),
    pools: names('pool-list', '--all').filter(isPool),
  });
  const there = left();
  for (const name of there.machines) {
    tell('destroy', name);
    tell('undefine', name, '--nvram', '--managed-save');
  }
  for (const name of there.networks) {
    tell('net-destroy', name);
    tell('net-undefine', name);
  }
  for (const name of there.cards) tell('nwfilter-binding-delete', name);
  for (const name of there.filters) tell('nwfilter-undefine', name);
  for (const name of there.pools) {
    tell('pool-destroy', name);
    tell('pool-undefine', name);
  }
  const kept = Object.values(left()).flat();
  if (kept.length > 0) throw new Error(`libvirt keeps ${kept.join(', ')}:\n${said.join('\n')}`);
};
