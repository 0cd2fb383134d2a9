import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { openRealHost, type RealHost } from '../testing/real-host.ts';
import { connect } from './connection.ts';
import { destroyDomain, domainByName, domainRef, openConsole, startDomain } from './domains.ts';
import { DomainConsoleFlags, DomainEventType } from './generated/enums.ts';
import { domainEventLifecycle } from './generated/events.ts';
import { connectGetHostname, domainBlockStatsFlags } from './generated/procedures.ts';

/** What only a real QEMU does: it hangs, it prints, it starts and stops. Runs in a private host. */

const name = 'rpc-guest';
let host: RealHost;

beforeAll(async () => {
  host = await openRealHost();
  const disk = `${await host.makePool()}/disk.qcow2`;
  await host.virsh('vol-create-as', 'rpc', 'disk.qcow2', '64M', '--format', 'qcow2');
  await host.virshWith(
    `<domain type='qemu'><name>${name}</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
      <os><type arch='x86_64' machine='q35'>hvm</type><bios useserial='yes' rebootTimeout='1'/></os>
      <devices>
        <disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
          <source file='${disk}'/><target dev='vda' bus='virtio'/></disk>
        <serial type='pty'/>
      </devices>
    </domain>`,
    'define',
    'FILE',
  );
});
afterAll(() => host[Symbol.asyncDispose]());

it('pitfall 2: with a guest that hangs, four calls leave the connection alive and five would not', async () => {
  await host.virsh('start', name);
  const qemu = Number(await readFile(`/run/libvirt/qemu/${name}.pid`, 'utf8'));
  const keepalive = { intervalMs: 200, count: 4 };
  await using four = await connect({ uri: host.uri, keepalive });
  await using five = await connect({ uri: host.uri, keepalive, maxInFlight: 5 });
  const { uuid } = await domainByName(four, name);
  // libvirtd asks QEMU, which does not answer, for each of these
  const stats = { dom: domainRef(uuid), path: 'vda', nparams: 16, flags: 0 };
  process.kill(qemu, 'SIGSTOP');
  try {
    const ask = (connection: typeof four) =>
      Array.from({ length: 5 }, () => connection.call(domainBlockStatsFlags, stats));
    const answered = Promise.all(ask(four));
    expect(four.stats).toMatchObject({ inFlight: 4, queued: 1 });
    const lost = Promise.allSettled(ask(five));
    expect((await five.closed).reason).toBe('keepalive');
    for (const result of await lost)
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'ConnectionLost' } });

    expect(four.stats).toMatchObject({ inFlight: 4, queued: 1 });
    await using fresh = await connect({ uri: host.uri });
    expect(await fresh.call(connectGetHostname, undefined)).toEqual({
      hostname: (await host.virsh('hostname')).trim(),
    });
    process.kill(qemu, 'SIGCONT');
    expect((await answered).map(({ params }) => params.length > 0)).toEqual(Array(5).fill(true));
  } finally {
    process.kill(qemu, 'SIGCONT');
  }
  await host.virsh('destroy', name);
});

it('starts and stops are heard in order, whoever causes them', async () => {
  await using c = await connect({ uri: host.uri });
  await using events = c.events(domainEventLifecycle);
  await events.ready;
  const { uuid } = await domainByName(c, name);
  await host.virsh('start', name, '--paused');
  await host.virsh('resume', name);
  await destroyDomain(c, uuid);
  const seen: number[] = [];
  for await (const item of events) {
    if (item.type !== 'event' || item.message.msg.dom.name !== name) continue;
    seen.push(item.message.msg.event);
    if (seen.includes(DomainEventType.STOPPED)) break;
  }
  const { STARTED, SUSPENDED, RESUMED, STOPPED } = DomainEventType;
  // QEMU may still tell that it got the signal, before libvirt tells that it is gone
  const own = seen.filter((event) => event !== DomainEventType.SHUTDOWN);
  expect(own).toEqual([STARTED, SUSPENDED, RESUMED, STOPPED]);
});

it('pitfall 3: a serial console is read while calls are made; whoever forces it takes it over', async () => {
  await using c = await connect({ uri: host.uri });
  const { uuid } = await domainByName(c, name);
  await startDomain(c, uuid);
  const text = async (console: Awaited<ReturnType<typeof openConsole>>, wanted: string) => {
    let seen = '';
    for await (const chunk of console.iterator({ destroyOnReturn: false })) {
      seen += String(chunk);
      if (seen.includes(wanted)) return seen;
    }
    throw new Error(`the console ended after ${seen}`);
  };
  const first = await openConsole(c, uuid);
  expect(await text(first, 'SeaBIOS')).toContain('SeaBIOS');
  await expect(openConsole(c, uuid)).rejects.toThrow(/[Aa]ctive console session/);
  const second = await openConsole(c, uuid, { flags: DomainConsoleFlags.FORCE });
  await eventually(() => first.closed).toBe(true);
  expect(await text(second, 'SeaBIOS')).toContain('SeaBIOS'); // without a disk to boot it begins again and again
  second.destroy();
  await eventually(() => c.stats.streams).toBe(0);
  await destroyDomain(c, uuid);
});
