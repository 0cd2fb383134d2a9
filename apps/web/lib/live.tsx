'use client';

import { type LiveSocket, type LiveStatus, openLiveSocket } from '@limen/client/live-socket';
import { type LiveMessage, livePath } from '@limen/contract/live';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useAbsorb } from './world.tsx';

type Live = { status: LiveStatus; wake: () => void };

const LiveContext = createContext<Live>({ status: { phase: 'connecting', since: 0 }, wake: () => {} });

/** Whether what the page shows is true now, and since when not. */
export const useLive = (): Live => use(LiveContext);

/** The live socket of one page for as long as the component is there; wakes with the tab and with the network. */
export const useLiveSocket = (hear: (message: LiveMessage) => void): Live => {
  const socket = useRef<LiveSocket | null>(null);
  const [status, setStatus] = useState<LiveStatus>({ phase: 'connecting', since: 0 });
  const onMessage = useEffectEvent(hear);
  useEffect(() => {
    const url = new URL(livePath, window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const live = openLiveSocket({
      url: url.href,
      onMessage: (message) => onMessage(message),
      onStatus: setStatus,
    });
    socket.current = live;
    const wake = (): void => {
      if (document.visibilityState === 'visible') live.wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      socket.current = null;
      live.close();
    };
  }, []);
  return { status, wake: () => socket.current?.wake() };
};

/** One socket for all pages, feeding the query cache. */
export const LiveProvider = ({
  onNotice,
  children,
}: {
  onNotice: (message: LiveMessage) => void;
  children: ReactNode;
}) => {
  const absorb = useAbsorb();
  const live = useLiveSocket((message) => {
    absorb(message);
    onNotice(message);
  });
  return <LiveContext value={live}>{children}</LiveContext>;
};
