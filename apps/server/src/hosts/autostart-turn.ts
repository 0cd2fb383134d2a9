/** For verbs on machines: when a host has booted, and when its next machine may be started after that. */
export { findTurn, noteBootId, setTurn } from './host.rows.ts';
