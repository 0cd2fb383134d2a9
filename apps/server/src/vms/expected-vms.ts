/** What the database says of a host's machines; for the world noun, which reads no rows of ours. */
export { listVmFacts as expectedVms } from './vm.rows.ts';
