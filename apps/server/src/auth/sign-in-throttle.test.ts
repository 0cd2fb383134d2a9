import { describe, expect, test } from 'vitest';
import { type Attempt, mostRemembered, networkOf, SignInThrottle } from './sign-in-throttle.ts';

const start = () => {
  let ms = 0;
  const throttle = new SignInThrottle(() => ms);
  const begin = (userName: string, address: string, deviceId: string | null = null): Attempt | number =>
    throttle.begin({ userName, address, deviceId });
  const through = (...asked: Parameters<typeof begin>): Attempt => {
    const attempt = begin(...asked);
    if (typeof attempt === 'number') throw new Error(`has to wait for ${attempt} s`);
    return attempt;
  };
  return {
    throttle,
    begin,
    through,
    /** Fails as often as told, waiting as told each time. @returns how long all of it took, in seconds */
    guess: (times: number, ...asked: Parameters<typeof begin>): number => {
      const from = ms;
      for (let n = 0; n < times; n += 1) {
        let attempt = begin(...asked);
        while (typeof attempt === 'number') {
          ms += attempt * 1000;
          attempt = begin(...asked);
        }
        attempt.failed();
      }
      return (ms - from) / 1000;
    },
    pass: (seconds: number): void => {
      ms += seconds * 1000;
    },
  };
};

describe('guessing gets slow', () => {
  test('at one account from one address: a hundred guesses take hours, the first few nothing', () => {
    const { guess, begin } = start();
    expect(guess(5, 'ada', '192.0.2.1')).toBe(0);
    expect(begin('ada', '192.0.2.1')).toBe(1);
    expect(guess(95, 'ada', '192.0.2.1')).toBeGreaterThan(4 * 3600);
    expect(begin('ada', '192.0.2.1')).toBe(300);
  });

  test('from one address at ever other accounts', () => {
    const { guess } = start();
    let seconds = 0;
    for (let n = 0; n < 200; n += 1) seconds += guess(1, `user${n}`, '192.0.2.1');
    expect(seconds).toBeGreaterThan(4 * 3600);
  });

  test('at one account from ever other addresses', () => {
    const { guess } = start();
    let seconds = 0;
    for (let n = 0; n < 200; n += 1) seconds += guess(1, 'ada', `192.0.2.${n}`);
    expect(seconds).toBeGreaterThan(2 * 3600);
  });

  test('and not around it: by many at once, by other addresses of one IPv6 network, by waiting attempts', () => {
    const { begin, through } = start();
    const together = Array.from({ length: 50 }, (_, n) => begin('ada', `2001:db8:1:2::${n.toString(16)}`));
    const let_through = together.filter((a) => typeof a !== 'number');
    expect(let_through).toHaveLength(5);
    for (const attempt of let_through) attempt.failed();
    // what was refused meanwhile did not make it longer
    for (let n = 0; n < 100; n += 1) expect(begin('ada', '2001:db8:1:2:ffff::1')).toBe(1);
    through('ada', '2001:db8:1:3::1').undone();
  });

  test('what was forgotten for a quarter of an hour is free again', () => {
    const { guess, begin, pass } = start();
    guess(30, 'ada', '192.0.2.1');
    pass(16 * 60);
    expect(typeof begin('ada', '192.0.2.1')).toBe('object');
  });
});

describe('nobody is locked out by a stranger', () => {
  test('who signed in from this address before, or on this device, from wherever', () => {
    const { guess, through, begin } = start();
    through('ada', '192.0.2.1').succeeded();
    for (let n = 0; n < 200; n += 1) guess(1, 'ada', `198.51.100.${n}`);
    through('ada', '192.0.2.1').succeeded();
    // a stranger at the same address, at whatever accounts
    for (let n = 0; n < 100; n += 1) guess(1, `user${n}`, '192.0.2.1');
    expect(typeof begin('new-here', '192.0.2.1')).toBe('number');
    through('ada', '192.0.2.1').succeeded();
    // even one that guesses at this account from this address leaves the device alone
    guess(60, 'ada', '192.0.2.1');
    expect(begin('ada', '192.0.2.1')).toBe(60);
    through('ada', '192.0.2.1', 'device').succeeded();
    through('ada', '203.0.113.9', 'device').succeeded();
  });

  test('and a known device is no way to guess without pauses', () => {
    const { guess } = start();
    expect(guess(10, 'ada', '192.0.2.1', 'device')).toBe(0);
    expect(guess(100, 'ada', '192.0.2.1', 'device')).toBeGreaterThan(3600);
  });

  test('who mistypes and then succeeds begins anew', () => {
    const { guess, through } = start();
    guess(4, 'ada', '192.0.2.1');
    through('ada', '192.0.2.1').succeeded();
    expect(guess(5, 'ada', '192.0.2.1')).toBe(0);
  });

  test('an attempt that could not be made is none', () => {
    const { begin } = start();
    for (let n = 0; n < 1000; n += 1) {
      const attempt = begin('ada', '192.0.2.1');
      if (typeof attempt === 'number') throw new Error('has to wait');
      attempt.undone();
    }
  });
});

test('a flood of names and addresses is remembered up to a bound', () => {
  const { through, throttle } = start();
  const flood = (n: number): ReturnType<typeof through> =>
    through(`user${n}`, `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`);
  for (let n = 0; n < 100_000; n += 1) flood(n).failed();
  for (let n = 100_000; n < 140_000; n += 1) flood(n).succeeded();
  expect(throttle.remembered).toBeLessThanOrEqual(mostRemembered);
  expect(throttle.remembered).toBeGreaterThan(mostRemembered / 2);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
