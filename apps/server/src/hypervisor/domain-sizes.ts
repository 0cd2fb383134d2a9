import type { DomainFacts } from '@limen/domain-xml/read-domain';
import { vmLimits } from '@limen/contract/new-vms';
import type { MachineSize } from './vm-spec.ts';

/** What the memory of a domain is made of, by its XML. */
export type MemoryParts = {
  /** What it was started with; no running machine goes below it but by its balloon. */
  bootBytes: number;
  /** What it is to have by now: boot and virtio-mem as requested, less the balloon. */
  givenBytes: number;
  /** What it really has of that: virtio-mem is plugged block by block, as the guest takes it, and so is the balloon. */
  reachedBytes: number;
  /** As far as it grows while it runs: what it was started with, and all that can be plugged in. */
  mostBytes: number;
};

/** Of a running domain. */
export const memoryParts = ({ memory }: Pick<DomainFacts, 'memory'>): MemoryParts => {
  const bootBytes = memory.bootBytes ?? 0;
  const requested = memory.virtioMem?.requestedBytes ?? 0;
  const current = memory.virtioMem?.currentBytes ?? 0;
  // libvirt’s currentMemory counts what is plugged too: what is missing of that is in the balloon
  const balloonBytes = Math.max(0, bootBytes + current - (memory.currentBytes ?? bootBytes));
  return {
    bootBytes,
    givenBytes: bootBytes + requested - balloonBytes,
    reachedBytes: bootBytes + current - balloonBytes,
    mostBytes: bootBytes + (memory.virtioMem?.sizeBytes ?? 0),
  };
};

const vcpusOf = ({ vcpus }: Pick<DomainFacts, 'vcpus'>): Pick<MachineSize, 'vcpus' | 'vcpusMax'> => ({
  vcpus: vcpus.current ?? 1,
  vcpusMax: vcpus.ceiling ?? vcpus.current ?? 1,
});

/** What a running domain may use: what its guest was told to take, and what it has not given back. */
export const givenSize = (facts: Pick<DomainFacts, 'memory' | 'vcpus'>): MachineSize => {
  const { givenBytes, reachedBytes, mostBytes } = memoryParts(facts);
  return {
    ...vcpusOf(facts),
    memoryBytes: Math.max(givenBytes, reachedBytes),
    memoryMaxBytes: mostBytes,
  };
};

/**
 * What a domain starts with, by the XML that is kept of it. Somebody may have told it by virsh to begin with a balloon, or with
 * blocks plugged in: it is as large as both leave it, in our steps, so that we can define it so.
 */
export const definedSize = (facts: Pick<DomainFacts, 'memory' | 'vcpus'>): MachineSize => {
  const { memory } = facts;
  const bootBytes = memory.bootBytes ?? 0;
  const bytes =
    Math.min(memory.currentBytes ?? bootBytes, bootBytes) + (memory.virtioMem?.requestedBytes ?? 0);
  const { step } = vmLimits.memoryBytes;
  const memoryBytes = Math.ceil(bytes / step) * step;
  const mostBytes = bootBytes + (memory.virtioMem?.sizeBytes ?? 0);
  return { ...vcpusOf(facts), memoryBytes, memoryMaxBytes: Math.max(memoryBytes, mostBytes) };
};

export const isSameSize = (a: MachineSize, b: MachineSize): boolean =>
  a.vcpus === b.vcpus &&
  a.vcpusMax === b.vcpusMax &&
  a.memoryBytes === b.memoryBytes &&
  a.memoryMaxBytes === b.memoryMaxBytes;
