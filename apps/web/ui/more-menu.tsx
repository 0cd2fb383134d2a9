'use client';

import { EllipsisVertical } from 'lucide-react';
import { Button } from './button.tsx';
import { Menu, type MenuItem } from './menu.tsx';

/** What can be done with the thing in a row, behind three dots. */
export const MoreMenu = ({ label, items }: { label: string; items: readonly MenuItem[] }) => (
  <Menu
    items={items}
    trigger={
      <Button look="quiet" size="small" label={label} icon={<EllipsisVertical aria-hidden size={16} />} />
    }
  />
);
