'use client';

import { Tooltip as Radix } from 'radix-ui';
import { type ReactElement, useState } from 'react';

export const TooltipProvider = Radix.Provider;

/**
 * A few words on hover and on focus, and on a click that the thing under it has kept for itself (`preventDefault`): a
 * finger has no hover. Never the only place where something is said.
 *
 * @param props.text null: nothing to say now. What it is about stays the same element all along, and keeps the focus.
 */
export const Tooltip = ({ text, children }: { text: string | null; children: ReactElement }) => {
  const [open, setOpen] = useState(false);
  // Radix, which is told that nothing is open where there is nothing to say, does not say either that it would be closed now
  const forget = (): void => {
    if (text === null) setOpen(false);
  };
  return (
    <Radix.Root open={open && text !== null} onOpenChange={setOpen}>
      <Radix.Trigger
        asChild
        onClickCapture={(event) => {
          if (event.currentTarget.ariaDisabled === 'true') setOpen(true);
        }}
        onFocus={(event) => {
          // where a dialog that a mouse closed gives the focus back to, nobody asks
          if (!event.currentTarget.matches(':focus-visible')) event.preventDefault();
        }}
        onBlur={forget}
        onPointerLeave={forget}
        onClick={forget}
      >
        {children}
      </Radix.Trigger>
      {text === null ? null : (
        // gone at once with its words: Radix would let the empty box play its way in to the end
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-rise rounded-control bg-ink px-2.5 py-1.5 text-12 text-white shadow-float"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  );
};
