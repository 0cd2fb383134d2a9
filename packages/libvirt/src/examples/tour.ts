import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { connect } from '@limen/libvirt/connection';
import { domainByName, screenshot } from '@limen/libvirt/domains';
import { ConnectionLost, LibvirtError } from '@limen/libvirt/errors';
import { DomainEventType, ErrorNumber } from '@limen/libvirt/generated/enums';
import { domainEventLifecycle } from '@limen/libvirt/generated/events';
import { nodeGetFreeMemory } from '@limen/libvirt/generated/procedures';
import { allDomainStats, daemonFacts, listAllDomains } from '@limen/libvirt/host-reads';

const [uri = 'test:///default', picture] = process.argv.slice(2);
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());

await using connection = await connect({ uri });
const { hostname, libvirtVersion } = await daemonFacts(connection);
console.log(`${hostname} runs libvirt ${libvirtVersion}`);

// Any of libvirt's procedures, typed; 64-bit integers are bigint. A timeout ends our waiting, not the call.
const { freeMem } = await connection.call(nodeGetFreeMemory, undefined, { timeoutMs: 5000 });
console.log(`${freeMem} bytes of memory are free`);

// Register, then list: what happens in between waits in the subscription's queue.
const events = connection.events(domainEventLifecycle, { signal: interrupted.signal });
await events.ready;
for (const { name, id } of await listAllDomains(connection)) console.log(`${name}: ${id ?? 'off'}`);
for (const { name, stats } of await allDomainStats(connection))
  console.log(`${name}: ${Object.keys(stats).length} statistics, state.state=${stats['state.state']}`);

try {
  await domainByName(connection, 'no-such-domain');
} catch (error) {
  if (!(error instanceof LibvirtError && error.is(ErrorNumber.NO_DOMAIN))) throw error;
  console.log(`libvirt says: ${error.message}`);
}

if (picture !== undefined) {
  const [running] = (await listAllDomains(connection)).filter(({ id }) => id !== null);
  if (running === undefined) throw new Error('no domain runs');
  await pipeline(await screenshot(connection, running.uuid), createWriteStream(picture));
  console.log(`the screen of ${running.name} is in ${picture}`);
}

console.log('waiting for events; Ctrl-C ends');
const names = new Map<number, string>(Object.entries(DomainEventType).map(([name, value]) => [value, name]));
try {
  for await (const item of events) {
    if (item.type === 'overflow') console.log(`missed ${item.dropped} events: list again`);
    else console.log(item.message.msg.dom.name, names.get(item.message.msg.event));
  }
} catch (error) {
  if (!(error instanceof ConnectionLost)) throw error;
  console.log(`connect again, register, then list: ${error.message}`);
  process.exitCode = 1;
}
