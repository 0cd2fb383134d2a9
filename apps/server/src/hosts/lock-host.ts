/** For verbs on machines, which give out what a host has. */
export { lockHost } from './host.rows.ts';
