'use client';

import { vmCan } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useVmActionItems, watchesOnly } from '../../lib/vm-actions.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { ConsoleToolbar } from './console-toolbar.tsx';
import { chord, type Key, keys } from './keysyms.ts';
import { SoftKeyboard } from './soft-keyboard.tsx';
import { type ScreenState, useScreen } from './use-screen.ts';

/** Screen, keyboard and mouse of a machine. */
export const ConsoleView = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('console');
  const target = useRef<HTMLDivElement>(null);
  const leave = useRef<HTMLButtonElement>(null);
  const soft = useRef<HTMLTextAreaElement>(null);
  const [typing, setTyping] = useState(false);
  const [filled, setFilled] = useState(false);
  const watches = watchesOnly(vm);
  const allowed = watches || vm.permissions.includes('console');
  const runs = allowed && vmCan.console.states.includes(vm.state);
  const { state, rfb, reconnect } = useScreen(vm.id, { runs, watches }, target);
  const open = state.phase === 'open';
  const watching = state.phase === 'open' && state.viewOnly;

  const press = (pressed: readonly Key[]): void => {
    for (const key of chord(pressed)) rfb.current?.sendKey(key.keysym, key.code, key.down);
    rfb.current?.focus();
  };
  const letGo = (): void => {
    // noVNC saw them go down and will not see them go up
    for (const key of [keys.control, keys.alt, keys.shift]) rfb.current?.sendKey(key.keysym, key.code, false);
    rfb.current?.blur();
    leave.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey && event.altKey && event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    letGo();
  };
  // The page as a whole goes full screen, with the console over all of it: menus live outside of the console's element.
  const toggleFilled = (): void => {
    const on = !filled;
    setFilled(on);
    // phones have no full screen for pages; there the page's own area is filled
    if (on) void enterFullscreen();
    else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    rfb.current?.focus();
  };
  useEffect(() => {
    const changed = (): void => {
      if (!document.fullscreenElement) setFilled(false);
    };
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      // a console that is taken away leaves nobody in a full screen without it
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    };
  }, []);

  return (
    <div
      className={cx(
        'flex flex-col overflow-hidden bg-screen',
        filled
          ? 'fixed inset-0 z-40'
          : // it and what stands around it are as high as the window: no page moves under a wheel or a finger
            '-mb-10 h-[calc(100dvh-15rem)] min-h-80 rounded-card max-md:-mx-4 max-md:-mb-12 max-md:h-[calc(100dvh-23rem)] max-md:rounded-none',
      )}
    >
      <ConsoleToolbar
        open={open}
        watching={watching}
        firstButton={leave}
        filled={filled}
        onPress={press}
        onCtrlAltDel={() => {
          rfb.current?.sendCtrlAltDel();
          rfb.current?.focus();
        }}
        onSoftKeyboard={() => soft.current?.focus()}
        onFullscreen={toggleFilled}
        onReconnect={reconnect}
        canReconnect={runs}
      />
      <div className="relative min-h-0 flex-1">
        <div
          ref={target}
          role="application"
          aria-label={t('screenOf', { name: vm.name })}
          aria-describedby="console-grab"
          onFocus={() => setTyping(true)}
          onBlur={(event: FocusEvent) => setTyping(event.currentTarget.contains(event.relatedTarget))}
          onKeyDownCapture={onKeyDown}
          className={cx(
            // inside of the frame that shows who has the keyboard
            'absolute inset-0.5 [&_canvas]:outline-none',
            !open && 'invisible',
          )}
        />
        {open && !watching ? (
          <span
            aria-hidden
            className={cx(
              'pointer-events-none absolute inset-0 border-2 transition-colors',
              typing ? 'border-accent' : 'border-transparent',
            )}
          />
        ) : null}
        <SoftKeyboard
          ref={soft}
          onKey={(key) => {
            for (const k of chord([key]))
              rfb.current?.sendKey(k.keysym, k.code === '' ? null : k.code, k.down);
          }}
          onFocusChange={setTyping}
        />
        {open ? null : <Closed vm={vm} allowed={allowed} state={state} onReconnect={reconnect} />}
      </div>
      <p
        id="console-grab"
        role="status"
        className={cx(
          'flex min-h-8 items-center justify-center px-3 py-1.5 text-center text-12',
          typing && open && !watching ? 'bg-accent text-white' : 'text-white/75',
        )}
      >
        {!open ? (
          ''
        ) : watching ? (
          <>
            <Eye aria-hidden size={14} className="mr-1.5 shrink-0" />
            {t('watching')}
          </>
        ) : vm.state === 'paused' ? (
          t('paused')
        ) : (
          <>
            <span className="pointer-coarse:hidden">{t(typing ? 'typing' : 'clickToType')}</span>
            <span className="hidden pointer-coarse:inline">{t(typing ? 'typingTouch' : 'tapToType')}</span>
          </>
        )}
      </p>
    </div>
  );
};

type KeyboardLock = { keyboard?: { lock: () => Promise<void> } };

/**
 * Escape, Alt+Tab and what else a browser keeps for itself go to the machine while the page is full screen, where the
 * browser can do that (Keyboard Lock: Chromium, over https); Escape held for two seconds leaves.
 */
const enterFullscreen = async (): Promise<void> => {
  // absent on iPhones, whatever the type says
  if (!document.fullscreenEnabled) return;
  try {
    await document.documentElement.requestFullscreen();
    // not in TypeScript's own list yet
    await (navigator as KeyboardLock).keyboard?.lock();
  } catch {
    // refused: the page's own area is filled all the same, and keys are as in a window
  }
};

/** Instead of the screen: why it is not there, and what will happen or what one can do. */
const Closed = ({
  vm,
  allowed,
  state,
  onReconnect,
}: {
  vm: Vm;
  allowed: boolean;
  state: ScreenState;
  onReconnect: () => void;
}) => {
  const t = useTranslations();
  const start = useVmActionItems()(vm).find((i) => i.action === 'start');
  return (
    <div className="absolute inset-0 grid place-items-center overflow-y-auto p-6 text-center text-14 text-white">
      <div role="status" className="flex max-w-md flex-col items-center gap-4">
        {state.phase === 'connecting' ? <p>{t('console.connecting')}</p> : null}
        {state.phase === 'off' ? (
          <>
            <p>{allowed ? t('console.off') : t('whyNot.permission')}</p>
            {start && !start.whyNot ? (
              <Button icon={start.icon} onClick={start.run}>
                {start.label}
              </Button>
            ) : null}
          </>
        ) : null}
        {state.phase === 'waiting' || state.phase === 'closed' ? (
          <>
            {state.because ? (
              <p>{t(`console.because.${state.because}`)}</p>
            ) : (
              <ErrorNote error={state.error} />
            )}
            {state.phase === 'waiting' ? (
              <p className="text-13 text-white/75">{t('console.comesBack')}</p>
            ) : null}
            <Button onClick={onReconnect}>{t('console.reconnect')}</Button>
          </>
        ) : null}
      </div>
    </div>
  );
};
