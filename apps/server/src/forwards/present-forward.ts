import type { Forward } from '@limen/contract/forwards';
import type { ForwardRecord } from './forward.rows.ts';

/** Where a forward leads: the address kept for its card, else the one it was leased; null: neither. */
export const addressOf = ({ kept, leased }: Pick<ForwardRecord, 'kept' | 'leased'>): string | null =>
  kept ?? leased.find((address) => !address.includes(':')) ?? null;

/** A protocol as a row has it; the check of the column sees to it. */
export const protocolOf = (text: string): 'tcp' | 'udp' => (text === 'udp' ? 'udp' : 'tcp');

/** The only shape in which a forward leaves the server. */
export const presentForward = (record: ForwardRecord): Forward => {
  const { row } = record;
  return {
    id: row.id,
    nicId: row.nicId,
    name: row.name,
    protocol: protocolOf(row.protocol),
    hostPort: row.hostPort,
    guestPort: row.guestPort,
    sources: row.sources,
    address: record.networkKind === 'nat' ? addressOf(record) : null,
    createdAt: row.createdAt.toISOString(),
  };
};
