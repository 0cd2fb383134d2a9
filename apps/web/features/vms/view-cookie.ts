/** Cards or table; read by the server, so that the first paint is the right one. */
export const viewCookie = 'limen.machines';
export type View = 'cards' | 'table';
