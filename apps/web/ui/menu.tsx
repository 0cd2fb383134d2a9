'use client';

import { DropdownMenu as Radix, ContextMenu as RadixContext } from 'radix-ui';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { cx } from './class-names.ts';

export type MenuItem = {
  key: string;
  label: string;
  icon?: ReactNode;
  /** Why it cannot be chosen now; it is shown under the word. */
  whyNot?: string | null;
  danger?: boolean;
  /** A line above it. */
  apart?: boolean;
  run: () => void;
};

const box =
  'z-50 min-w-52 max-w-72 animate-rise overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float';

const itemClass = (item: MenuItem): string =>
  cx(
    'flex items-start gap-2.5 rounded-control px-2.5 py-2 text-14 outline-none data-highlighted:bg-stopped-wash max-md:py-3',
    item.danger && !item.whyNot && 'text-fault data-highlighted:bg-fault-wash',
    item.whyNot && 'text-soft',
  );

const Inside = ({ item }: { item: MenuItem }) => (
  <>
    {item.icon ? (
      <span aria-hidden className="mt-0.5 shrink-0">
        {item.icon}
      </span>
    ) : null}
    <span>
      {item.label}
      {item.whyNot ? <span className="block text-12 text-soft">{item.whyNot}</span> : null}
    </span>
  </>
);

/**
 * What was chosen is done once the menu is gone and the focus is back on what opened it: a dialog that opens then returns
 * it there, and an action that moves the focus has the last word.
 */
const useChoice = (): { choose: (item: MenuItem, event: Event) => void; whenClosed: () => void } => {
  const chosen = useRef<(() => void) | null>(null);
  return {
    choose: (item, event) => {
      if (item.whyNot) event.preventDefault();
      else chosen.current = item.run;
    },
    whenClosed: () => {
      const run = chosen.current;
      chosen.current = null;
      // Radix moves the focus in the rest of this very task
      if (run) queueMicrotask(run);
    },
  };
};

/** A list of actions that opens from a button. What cannot act stays in the list and says why. */
export const Menu = ({
  trigger,
  items,
  header,
}: {
  trigger: ReactElement;
  items: readonly MenuItem[];
  header?: ReactNode;
}) => {
  const { choose, whenClosed } = useChoice();
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className={cx(box, 'max-h-(--radix-dropdown-menu-content-available-height)')}
          onCloseAutoFocus={whenClosed}
        >
          {header}
          {items.map((item) => (
            <div key={item.key}>
              {item.apart ? <Radix.Separator className="m-1 h-px bg-line" /> : null}
              <Radix.Item
                className={itemClass(item)}
                aria-disabled={item.whyNot ? true : undefined}
                onSelect={(event) => choose(item, event)}
              >
                <Inside item={item} />
              </Radix.Item>
            </div>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
};

/** The same list by the right button (or a long touch) on a thing. */
export const ContextMenu = ({ items, children }: { items: readonly MenuItem[]; children: ReactElement }) => {
  const { choose, whenClosed } = useChoice();
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content
          collisionPadding={8}
          className={cx(box, 'max-h-(--radix-context-menu-content-available-height)')}
          onCloseAutoFocus={whenClosed}
        >
          {items.map((item) => (
            <div key={item.key}>
              {item.apart ? <RadixContext.Separator className="m-1 h-px bg-line" /> : null}
              <RadixContext.Item
                className={itemClass(item)}
                aria-disabled={item.whyNot ? true : undefined}
                onSelect={(event) => choose(item, event)}
              >
                <Inside item={item} />
              </RadixContext.Item>
            </div>
          ))}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
};
