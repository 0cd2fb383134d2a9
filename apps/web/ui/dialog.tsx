'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
};

/**
 * Where the focus goes when a dialog opens (to what is marked `data-first`) and when it closes (back to where it was:
 * Radix does that only for dialogs with a trigger of their own, and React's `autoFocus` would come before it could look).
 */
export const useDialogFocus = (): {
  onOpenAutoFocus: (event: Event) => void;
  onCloseAutoFocus: (event: Event) => void;
} => {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event) => {
      before.current = document.activeElement;
      const box = event.currentTarget;
      const first = box instanceof HTMLElement ? box.querySelector<HTMLElement>('[data-first]') : null;
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus();
    },
  };
};

/** A question that stands over the page. On a phone it sits at the bottom, where the thumb is. */
export const Dialog = ({ open, onClose, title, closeLabel, children }: Props) => {
  const focus = useDialogFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-ink/40" />
        <Radix.Content
          aria-describedby={undefined}
          {...focus}
          className="fixed top-1/2 left-1/2 z-40 max-h-[90dvh] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-card bg-surface p-6 shadow-float max-md:top-auto max-md:bottom-4 max-md:translate-y-0"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            <Button
              look="quiet"
              size="small"
              // no tooltip: its Escape would be the dialog's first
              aria-label={closeLabel}
              className="-mt-1 -mr-2"
              icon={<X aria-hidden size={16} />}
              onClick={onClose}
            />
          </div>
          <div className="mt-3 flex flex-col gap-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
};
