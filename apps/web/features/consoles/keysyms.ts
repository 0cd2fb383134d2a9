/** X11 keysyms (keysymdef.h) of the keys that a browser or its operating system keeps for itself. */
export const keys = {
  control: { keysym: 0xffe3, code: 'ControlLeft' },
  alt: { keysym: 0xffe9, code: 'AltLeft' },
  shift: { keysym: 0xffe1, code: 'ShiftLeft' },
  super: { keysym: 0xffeb, code: 'MetaLeft' },
  tab: { keysym: 0xff09, code: 'Tab' },
  escape: { keysym: 0xff1b, code: 'Escape' },
  enter: { keysym: 0xff0d, code: 'Enter' },
  backspace: { keysym: 0xff08, code: 'Backspace' },
} as const;

export type Key = { readonly keysym: number; readonly code: string };

/** F1 to F12. */
export const functionKey = (n: number): Key => ({ keysym: 0xffbe + n - 1, code: `F${n}` });

/** Keysym of a character: Latin-1 is itself, the rest is Unicode plus 0x01000000 (X protocol, appendix A). */
export const keysymOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  return (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff) ? point : 0x0100_0000 + point;
};

/** Down in order, up in reverse, as fingers do it. */
export const chord = (pressed: readonly Key[]): readonly (Key & { down: boolean })[] => [
  ...pressed.map((key) => ({ ...key, down: true })),
  ...pressed.toReversed().map((key) => ({ ...key, down: false })),
];
