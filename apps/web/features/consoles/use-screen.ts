'use client';

import { backoff } from '@limen/client/live-socket';
import { consoleProtocol, ticketProtocolPrefix } from '@limen/contract/consoles';
import type RFB from '@novnc/novnc';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { afterClose, type ClosedBecause, ticketMayComeLater } from './console-closing.ts';

/**
 *   off ──runs──▶ connecting ──▶ open ──closed──▶ waiting ──backoff──▶ connecting
 *                                          └─ not by itself ─▶ closed ──reconnect──▶ connecting
 */
export type ScreenState =
  | { phase: 'off' }
  | { phase: 'connecting' }
  /** `viewOnly`: nothing that is pressed or pointed at reaches the machine. */
  | { phase: 'open'; viewOnly: boolean }
  | { phase: 'waiting' | 'closed'; because: ClosedBecause | null; error: unknown };

export type Screen = {
  state: ScreenState;
  /** null while there is no connection. */
  rfb: RefObject<RFB | null>;
  reconnect: () => void;
};

const bounds = { first: 500, most: 10_000 };

/**
 * The screen of a machine inside `target`: ticket, socket, noVNC. Comes back by itself while the machine runs.
 *
 * @param when.runs whether a console makes sense now; while it does not, nothing is tried
 * @param when.watches whether the reader may only look; when that changes, it connects again as what it is then
 */
export const useScreen = (
  vmId: string,
  { runs, watches }: { runs: boolean; watches: boolean },
  target: RefObject<HTMLElement | null>,
): Screen => {
  const [state, setState] = useState<ScreenState>({ phase: 'off' });
  const [attempt, setAttempt] = useState(0);
  const rfb = useRef<RFB | null>(null);
  const retries = useRef(0);

  useEffect(() => {
    const element = target.current;
    if (!runs || !element) {
      setState({ phase: 'off' });
      return undefined;
    }
    const ended = new AbortController();
    let retry: ReturnType<typeof setTimeout> | undefined;
    let socket: WebSocket | undefined;

    const stop = (because: ClosedBecause | null, error: unknown, again: boolean): void => {
      if (ended.signal.aborted) return;
      rfb.current = null;
      setState({ phase: again ? 'waiting' : 'closed', because, error });
      if (!again) return;
      retry = setTimeout(() => setAttempt((n) => n + 1), backoff(retries.current, bounds, Math.random));
      retries.current += 1;
    };

    const connect = async (): Promise<void> => {
      setState((now) => (now.phase === 'waiting' ? now : { phase: 'connecting' }));
      // noVNC touches `window` when it is loaded: only here, never on the server
      const { default: Rfb } = await import('@novnc/novnc');
      const ticket = await api.consoles.ticket({
        params: { id: vmId },
        body: { kind: 'vnc' },
        signal: ended.signal,
      });
      if (ended.signal.aborted) return;
      const url = new URL(ticket.path, window.location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      socket = new WebSocket(url, [consoleProtocol, ticketProtocolPrefix + ticket.ticket]);
      socket.addEventListener('close', (event) => {
        const next = afterClose(event.code);
        stop(next.because, null, next.again);
      });
      const screen = new Rfb(element, socket, { shared: true });
      screen.scaleViewport = true;
      // the server drops what a viewer sends, whatever stands here
      screen.viewOnly = ticket.viewOnly;
      screen.showDotCursor = true;
      screen.background = 'transparent';
      screen.addEventListener('connect', () => {
        if (ended.signal.aborted) return;
        retries.current = 0;
        rfb.current = screen;
        // noVNC leaves it out of the order of Tab; Ctrl+Alt+Shift leads out again
        const canvas = element.querySelector('canvas');
        if (canvas) canvas.tabIndex = 0;
        // whoever opened the console, or typed in the one that was lost, types on; whoever is elsewhere stays there
        if (document.activeElement === document.body) screen.focus({ preventScroll: true });
        setState({ phase: 'open', viewOnly: ticket.viewOnly });
      });
    };

    connect().catch((error: unknown) => stop(null, error, ticketMayComeLater(error)));
    return () => {
      ended.abort();
      clearTimeout(retry);
      rfb.current?.disconnect();
      rfb.current = null;
      socket?.close();
      element.replaceChildren();
    };
  }, [vmId, runs, watches, attempt, target]);

  return {
    state,
    rfb,
    reconnect: () => {
      retries.current = 0;
      setState({ phase: 'connecting' });
      setAttempt((n) => n + 1);
    },
  };
};
