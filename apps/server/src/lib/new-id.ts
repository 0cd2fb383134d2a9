import { v7 } from 'uuid';

/** A UUID v7 (RFC 9562): unguessable enough to be an id, ordered by time for the index. */
export const newId = (): string => v7();
