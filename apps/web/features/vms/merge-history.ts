import type { AuditLine } from '@limen/contract/audit';
import type { Operation } from '@limen/contract/operations';

/** One thing that happened to a machine: an operation, with the line that says who began it, or a line by itself. */
export type HistoryEntry = {
  key: string;
  at: string;
  operation: Operation | null;
  line: AuditLine | null;
};

/**
 * The operations of a machine and the lines of the audit log about it as one list, newest first. A line that began an
 * operation stands with it, and no longer alone; what LIMEN did before there were lines, or by itself, has none.
 */
export const mergeHistory = (
  lines: readonly AuditLine[],
  operations: readonly Operation[],
): HistoryEntry[] => {
  const begun = new Map(
    lines.flatMap((line) =>
      line.operationId !== null && line.result === 'done' && line.action !== 'operation.cancel'
        ? [[line.operationId, line] as const]
        : [],
    ),
  );
  const known = new Set(operations.map((operation) => operation.id));
  const alone = lines.filter(
    (line) =>
      line.operationId === null || begun.get(line.operationId) !== line || !known.has(line.operationId),
  );
  return [
    ...operations.map((operation) => ({
      key: operation.id,
      at: operation.createdAt,
      operation,
      line: begun.get(operation.id) ?? null,
    })),
    ...alone.map((line) => ({ key: `line ${line.seq}`, at: line.at, operation: null, line })),
  ].sort((a, b) => b.at.localeCompare(a.at));
};
