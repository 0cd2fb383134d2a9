import type { Db } from '../db/database.ts';
import { auditLog } from '../db/schema-sharing.ts';

export type AuditRow = typeof auditLog.$inferSelect;
export type NewAuditRow = Omit<AuditRow, 'seq' | 'at' | 'previousHash' | 'hash'>;

/** Adds a row; the database numbers and chains it (migration audit_guard), whatever is given for those here. */
export const insertAudit = async (tx: Db, row: NewAuditRow): Promise<void> => {
  await tx.insert(auditLog).values({ ...row, seq: 0, at: new Date(0), previousHash: '', hash: '' });
};
