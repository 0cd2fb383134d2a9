/** How many machines each host has; for the hosts noun, which reads no rows of ours. */
export { countVmsByHost } from './vm.rows.ts';
