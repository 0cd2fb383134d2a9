import { expect, test } from 'vitest';
import { SerialByKey } from './serial-by-key.ts';

const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

test('requests that come while a job runs share one more run, which begins after the first has ended', async () => {
  const serial = new SerialByKey();
  const first = gate();
  let runs = 0;
  let atOnce = 0;
  const job = async () => {
    atOnce += 1;
    expect(atOnce).toBe(1);
    runs += 1;
    if (runs === 1) await first.opened;
    atOnce -= 1;
  };
  const a = serial.run('vm', job);
  const rest = [serial.run('vm', job), serial.run('vm', job), serial.run('vm', job)];
  first.open();
  await Promise.all([a, ...rest]);
  expect(runs).toBe(2);
});

test('a job that runs only where none runs is left out otherwise, and is no run that others share', async () => {
  const serial = new SerialByKey();
  const first = gate();
  const ran: string[] = [];
  const job = (name: string) => async () => {
    ran.push(name);
    await first.opened;
  };
  const all = [
    serial.run('vm', job('look')),
    serial.runIfFree('vm', job('left out')),
    serial.run('vm', job('second look')),
    serial.runIfFree('other', job('free')),
    serial.run('other', job('look at other')),
  ];
  first.open();
  await Promise.all(all);
  expect(ran).toEqual(['look', 'free', 'second look', 'look at other']);
});

test('keys do not wait for each other, and a failure ends only its own run', async () => {
  const serial = new SerialByKey();
  const blocked = gate();
  const a = serial.run('a', () => blocked.opened);
  await serial.run('b', async () => {});
  await expect(serial.run('c', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  let ran = false;
  await serial.run('c', async () => {
    ran = true;
  });
  expect(ran).toBe(true);
  blocked.open();
  await a;
});
