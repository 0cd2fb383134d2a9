'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useEffect, useEffectEvent, useRef } from 'react';
import { type Key, keys, keysymOf } from './keysyms.ts';

/** Something that can be deleted: a soft keyboard tells of Backspace only where there is. */
const filler = '  ';

/** A field that nobody sees and that opens the soft keyboard; what is written in it is typed on the machine. */
export const SoftKeyboard = (props: {
  ref: Ref<HTMLTextAreaElement>;
  onKey: (key: Key) => void;
  onFocusChange: (on: boolean) => void;
}) => {
  const t = useTranslations('console');
  const field = useRef<HTMLTextAreaElement | null>(null);
  const onBeforeInput = useEffectEvent((event: InputEvent) => {
    // letters that an input method is still composing come with its end
    if (event.isComposing) return;
    if (event.inputType.startsWith('delete')) props.onKey(keys.backspace);
    else if (event.inputType === 'insertLineBreak') props.onKey(keys.enter);
    else for (const character of event.data ?? '') props.onKey({ keysym: keysymOf(character), code: '' });
    event.preventDefault();
  });
  const onComposed = useEffectEvent((event: CompositionEvent) => {
    for (const character of event.data) props.onKey({ keysym: keysymOf(character), code: '' });
    if (field.current) field.current.value = filler;
  });
  useEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    const before = (event: InputEvent): void => onBeforeInput(event);
    const composed = (event: CompositionEvent): void => onComposed(event);
    // React's onBeforeInput is an older event without inputType
    element.addEventListener('beforeinput', before);
    element.addEventListener('compositionend', composed);
    return () => {
      element.removeEventListener('beforeinput', before);
      element.removeEventListener('compositionend', composed);
    };
  }, []);
  const { ref } = props;
  return (
    <textarea
      ref={(element) => {
        field.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
      aria-label={t('softKeyboard')}
      tabIndex={-1}
      autoCapitalize="off"
      autoCorrect="off"
      autoComplete="off"
      spellCheck={false}
      defaultValue={filler}
      onFocus={() => props.onFocusChange(true)}
      onBlur={() => props.onFocusChange(false)}
      className="pointer-events-none absolute bottom-0 left-0 size-px resize-none opacity-0"
    />
  );
};
