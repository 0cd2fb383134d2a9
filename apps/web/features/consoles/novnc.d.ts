/** The part of noVNC's API (docs/API.md of the package) that we use; it ships no types. */
declare module '@novnc/novnc' {
  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, channel: WebSocket, options?: { shared?: boolean });
    scaleViewport: boolean;
    /** Keys, pointer and clipboard are not sent. */
    viewOnly: boolean;
    resizeSession: boolean;
    showDotCursor: boolean;
    focusOnClick: boolean;
    background: string;
    readonly capabilities: { power: boolean };
    disconnect(): void;
    focus(options?: FocusOptions): void;
    blur(): void;
    sendCtrlAltDel(): void;
    /** `down` left out: pressed and released. */
    sendKey(keysym: number, code: string | null, down?: boolean): void;
  }
}
