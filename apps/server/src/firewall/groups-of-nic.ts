/** Firewall groups of one card, for whoever writes its row. */
export { areThere, listGroupIds, writeGroups } from './group.rows.ts';
export { requireUsableGroups } from './must-find-group.ts';
