/** What a machine is made of, for the nouns that make something of it. */
export { findVmSpec } from './vm-spec.rows.ts';
