'use client';

import { X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useEffectEvent, useState } from 'react';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';

type Text = ReactNode | ((close: () => void) => ReactNode);
type Toast = { id: number; tone: 'plain' | 'fault'; text: Text };
type Say = (text: Text, tone?: Toast['tone']) => void;

const ToastContext = createContext<Say>(() => {});

/**
 * Says something that happened elsewhere than on the part of the page one looks at. A fault stays until it is closed;
 * what only informs goes after a while, but never while it is pointed at or holds the focus.
 */
export const useToast = (): Say => use(ToastContext);

const most = 4;
const staysMs = 15_000;

export const ToastProvider = (props: { label: string; closeLabel: string; children: ReactNode }) => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const say = useCallback<Say>((text, tone = 'plain') => {
    setToasts((all) => [...all.slice(1 - most), { id: (all.at(-1)?.id ?? 0) + 1, tone, text }]);
  }, []);
  return (
    <ToastContext value={say}>
      {props.children}
      {/* below every dialog; above the line that says that the connection is lost, where there is one */}
      <div
        role="region"
        aria-live="polite"
        aria-label={props.label}
        className="pointer-events-none fixed right-4 bottom-4 z-30 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 transition-[bottom] max-md:bottom-[calc(5rem+env(safe-area-inset-bottom))] [body:has([data-line])_&]:bottom-14 max-md:[body:has([data-line])_&]:bottom-36"
      >
        {toasts.map((toast) => (
          <Item
            key={toast.id}
            toast={toast}
            closeLabel={props.closeLabel}
            onClose={() => setToasts((all) => all.filter((t) => t.id !== toast.id))}
          />
        ))}
      </div>
    </ToastContext>
  );
};

const Item = (props: { toast: Toast; closeLabel: string; onClose: () => void }) => {
  const { tone, text } = props.toast;
  const [held, setHeld] = useState(false);
  const close = useEffectEvent(props.onClose);
  useEffect(() => {
    if (held || tone === 'fault') return undefined;
    const timer = setTimeout(() => close(), staysMs);
    return () => clearTimeout(timer);
  }, [held, tone]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex animate-rise items-start gap-2 rounded-card border bg-surface py-2 pr-2 pl-4 text-14 shadow-float',
        tone === 'fault' ? 'border-fault/40' : 'border-line',
      )}
    >
      <div className="min-w-0 flex-1 py-1.5">{typeof text === 'function' ? text(props.onClose) : text}</div>
      <Button
        look="quiet"
        size="small"
        label={props.closeLabel}
        icon={<X aria-hidden size={15} />}
        onClick={props.onClose}
      />
    </div>
  );
};
