'use client';

import { Keyboard, Maximize, Minimize, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { functionKey, type Key, keys } from './keysyms.ts';

type Props = {
  open: boolean;
  /** Nothing that is pressed reaches the machine. */
  watching: boolean;
  filled: boolean;
  canReconnect: boolean;
  firstButton: Ref<HTMLButtonElement>;
  onPress: (pressed: readonly Key[]) => void;
  onCtrlAltDel: () => void;
  onSoftKeyboard: () => void;
  onFullscreen: () => void;
  onReconnect: () => void;
};

const dark = 'text-white/85 hover:bg-white/15 hover:text-white';
const twelve = Array.from({ length: 12 }, (_, n) => n + 1);

/** The keys that browser or system would take for themselves, and what concerns the window. */
export const ConsoleToolbar = (props: Props) => {
  const t = useTranslations('console');
  const off = props.watching ? t('watching') : props.open ? null : t('notOpen');
  const combos: readonly (readonly [string, readonly Key[]])[] = [
    ['Alt + Tab', [keys.alt, keys.tab]],
    ['Esc', [keys.escape]],
    ['Win', [keys.super]],
    ...twelve.map((n) => [`Ctrl + Alt + F${n}`, [keys.control, keys.alt, functionKey(n)]] as const),
  ];
  return (
    <div
      role="toolbar"
      aria-label={t('toolbar')}
      className="flex items-center gap-0.5 overflow-x-auto border-b border-white/15 px-1.5 py-1"
    >
      <Button
        ref={props.firstButton}
        look="quiet"
        size="small"
        className={dark}
        whyNot={off}
        onClick={props.onCtrlAltDel}
      >
        Ctrl+Alt+Del
      </Button>
      <Menu
        trigger={
          <Button look="quiet" size="small" className={dark}>
            {t('keys')}
          </Button>
        }
        items={combos.map(([label, pressed], n) => ({
          key: label,
          label,
          apart: n === 3,
          whyNot: off,
          run: () => props.onPress(pressed),
        }))}
      />
      <Button
        look="quiet"
        size="small"
        className={`${dark} md:hidden`}
        whyNot={off}
        label={t('softKeyboard')}
        icon={<Keyboard aria-hidden size={16} />}
        onClick={props.onSoftKeyboard}
      />
      <span className="flex-1" />
      <Button
        look="quiet"
        size="small"
        className={dark}
        label={t('reconnect')}
        whyNot={props.canReconnect ? null : t('off')}
        icon={<RefreshCw aria-hidden size={15} />}
        onClick={props.onReconnect}
      />
      <Button
        look="quiet"
        size="small"
        className={dark}
        label={t(props.filled ? 'leaveFullscreen' : 'fullscreen')}
        icon={props.filled ? <Minimize aria-hidden size={15} /> : <Maximize aria-hidden size={15} />}
        onClick={props.onFullscreen}
      />
    </div>
  );
};
