import { expect, it } from 'vitest';
import { startPrivateDaemon } from '../testing/private-daemon.ts';
import { Connection } from './connection.ts';
import {
  domainEventBalloonChange,
  domainEventIoErrorReason,
  domainEventLifecycle,
  domainEventPmsuspend,
  domainEventPmwakeup,
  domainEventReboot,
} from './generated/events.ts';
import { connectGetCapabilities } from './generated/procedures.ts';
import { dialUnix } from './transports/unix.ts';

const kinds = [
  domainEventBalloonChange,
  domainEventIoErrorReason,
  domainEventLifecycle,
  domainEventPmsuspend,
  domainEventPmwakeup,
  domainEventReboot,
];
const rounds = 700;

it('libvirtd outlives clients that go without leave while it answers them', async () => {
  await using daemon = await startPrivateDaemon();
  const uri = `test+unix:///default?socket=${daemon.socket}`;
  const lane = async (): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      const line = await dialUnix([daemon.socket]);
      const client = new Connection(line, { uri });
      await client.open('test:///default');
      await Promise.all(kinds.map((kind) => client.events<{ callbackId: number }>(kind).ready));
      const calls = Array.from({ length: 4 }, () => client.call(connectGetCapabilities, undefined));
      // it goes while the daemon is at any of them
      await new Promise((resolve) => setTimeout(resolve, (round % 5) / 2));
      line.duplex.destroy();
      await Promise.allSettled(calls);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  expect(await daemon.virsh('test:///default', 'list', '--name')).toContain('test');
});
