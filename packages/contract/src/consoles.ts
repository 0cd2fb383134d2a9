import { z } from 'zod';
import { id, time } from './fields.ts';
import { defineRoutes } from './route.ts';

export const consoleKind = z.enum(['vnc', 'serial']);
export type ConsoleKind = z.infer<typeof consoleKind>;

/** The WebSocket both kinds use. The ticket travels as a subprotocol, so that no URL or log ever holds it. */
export const consolePath = '/api/console';
export const consoleProtocol = 'binary';
export const ticketProtocolPrefix = 'limen.ticket.';
/** A ticket is spent by its first use and dies by itself after this long. */
export const ticketSeconds = 30;

/** Why a console was closed by the server (WebSocket close codes, 4000–4999 are the application's own). */
export const consoleClose = {
  guestStopped: 4001,
  accessEnded: 4003,
  tooSlow: 4008,
  serverClosing: 1001,
  protocolError: 1002,
  tooBig: 1009,
  hostUnavailable: 4010,
} as const;

export const consoleRoutes = defineRoutes({
  ticket: {
    method: 'POST',
    action: 'console.open',
    path: '/api/vms/:id/console-tickets',
    access: 'approved',
    summary: 'A one-time ticket, good for 30 seconds, for this person, this machine and this start of it',
    params: z.strictObject({ id }),
    body: z.strictObject({ kind: consoleKind.default('vnc') }),
    status: 201,
    reply: z.object({
      ticket: z.string(),
      kind: consoleKind,
      path: z.string(),
      viewOnly: z.boolean().describe('Keys, pointer and pasted text will not reach the machine'),
      expiresAt: time,
    }),
    errors: ['object.not_found', 'console.not_running', 'console.limit', 'host.unavailable'],
  },
});
