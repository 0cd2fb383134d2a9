'use client';

import { X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';

type Toast = { id: number; tone: 'plain' | 'fault'; text: ReactNode };
type Say = (text: ReactNode, tone?: Toast['tone']) => void;

const ToastContext = createContext<Say>(() => {});

/** Says something that the page does not show anyway. It stays until it is closed: nobody has to read against a clock. */
export const useToast = (): Say => use(ToastContext);

const most = 4;

export const ToastProvider = ({ closeLabel, children }: { closeLabel: string; children: ReactNode }) => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const say = useCallback<Say>((text, tone = 'plain') => {
    setToasts((all) => [...all.slice(1 - most), { id: (all.at(-1)?.id ?? 0) + 1, tone, text }]);
  }, []);
  const list = useMemo(() => toasts, [toasts]);
  return (
    <ToastContext value={say}>
      {children}
      <div
        role="region"
        aria-live="polite"
        aria-label={closeLabel}
        className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 max-md:bottom-20"
      >
        {list.map((toast) => (
          <div
            key={toast.id}
            className={cx(
              'pointer-events-auto flex animate-rise items-start gap-2 rounded-card border bg-surface py-3 pr-2 pl-4 text-14 shadow-float',
              toast.tone === 'fault' ? 'border-fault/40' : 'border-line',
            )}
          >
            <div className="min-w-0 flex-1 py-1">{toast.text}</div>
            <Button
              look="quiet"
              size="small"
              label={closeLabel}
              icon={<X aria-hidden size={15} />}
              onClick={() => setToasts((all) => all.filter((t) => t.id !== toast.id))}
            />
          </div>
        ))}
      </div>
    </ToastContext>
  );
};
