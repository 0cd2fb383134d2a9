import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Bus } from '../live/bus.ts';
import { UploadWriters } from './upload-writers.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a writer to whom no byte comes for a minute is asked to end, one that is fed is not', async () => {
  const writers = new UploadWriters(new Bus());
  const end = writers.start();
  const asked: string[] = [];
  const take = (name: string) => writers.take(name, { actor: null, stop: () => asked.push(name) });
  const [silent, fed] = [await take('silent'), await take('fed')];
  for (let n = 0; n < 9; n += 1) {
    await vi.advanceTimersByTimeAsync(6000);
    fed.touch();
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(new Set(asked)).toEqual(new Set(['silent']));
  silent.end();
  fed.end();
  await end();
});

test('a server that closes asks all of them to end, waits for what they bring to the disk, and takes nobody in', async () => {
  const writers = new UploadWriters(new Bus());
  const end = writers.start();
  const stop = vi.fn();
  const turn = await writers.take('one', { actor: null, stop });
  const closed = vi.fn();
  const closing = end().then(closed);
  expect(stop).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(closed).not.toHaveBeenCalled();
  turn.end();
  await closing;
  await expect(writers.take('two', { actor: null, stop })).rejects.toMatchObject({
    code: 'server.unavailable',
  });
});
