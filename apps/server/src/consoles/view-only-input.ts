import { consoleClose } from '@limen/contract/consoles';
import { ProtocolViolation } from '../lib/websocket/frames.ts';

/**
 * What a viewer's RFB client says (RFC 6143), without what would touch the guest: asking for the picture passes, keys,
 * pointer and pasted text do not. Bytes in, bytes out, in whatever pieces they come.
 *
 *   version (12) ─▶ security type (1) ─▶ ClientInit (1) ─▶ message ⇄ rest of a message
 *
 * QEMU offers no security on its UNIX socket, so that the client's half needs nothing of the server's to be followed. What
 * has no place here ends the connection: a message whose length is not known could hide another one.
 */
export class ViewOnlyInput {
  #state: 'version' | 'security' | 'init' | 'message' = 'version';
  /** The beginning of a message until its length is known: 20 bytes at most. */
  #head = Buffer.alloc(0);
  /** Bytes of the current message still to come, and whether they are let through. */
  #rest = { bytes: 0, passes: false };

  /**
   * @returns what of it may reach the guest's screen; parts of `bytes` itself where nothing had to wait
   * @throws ProtocolViolation for what cannot be followed
   */
  filter(bytes: Buffer): Buffer[] {
    const passed: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (this.#rest.bytes > 0) {
        const part = bytes.subarray(at, at + this.#rest.bytes);
        if (this.#rest.passes) passed.push(part);
        this.#rest.bytes -= part.length;
        at += part.length;
        continue;
      }
      this.#head = Buffer.concat([this.#head, bytes.subarray(at, at + 1)]);
      at += 1;
      this.#take(passed);
    }
    return passed;
  }

  /** Decides about what has been gathered, if that is enough. */
  #take(passed: Buffer[]): void {
    const head = this.#head;
    switch (this.#state) {
      case 'version':
        if (head.length < versionBytes) return;
        if (!speaks.has(head.toString('latin1'))) throw refuse('an RFB version that is not spoken here');
        return this.#next('security', passed, head);
      case 'security':
        if (head[0] !== noSecurity) throw refuse('a security type that is not offered here');
        return this.#next('init', passed, head);
      case 'init':
        // always shared: a viewer who asks to be alone would have QEMU throw out whoever works there
        return this.#next('message', passed, Buffer.of(1));
      case 'message': {
        const rest = restOf(head);
        if (!rest) return;
        this.#rest = rest;
        return this.#next('message', passed, rest.passes ? head : null);
      }
    }
  }

  #next(state: 'security' | 'init' | 'message', passed: Buffer[], bytes: Buffer | null): void {
    if (bytes) passed.push(bytes);
    this.#state = state;
    this.#head = Buffer.alloc(0);
  }
}

const versionBytes = 12;
/** Where the client names the security type itself, RFC 6143 §7.1.2; in 3.3 the server would decide. */
const speaks: ReadonlySet<string> = new Set(['RFB 003.007\n', 'RFB 003.008\n']);
/** §7.2.1 */
const noSecurity = 1;

const refuse = (why: string): ProtocolViolation => new ProtocolViolation(consoleClose.protocolError, why);

/** Message types of RFC 6143 §7.5 and of QEMU (docs/interop/vnc-ledstate, rfbproto): the client's half. */
const type = {
  setPixelFormat: 0,
  setEncodings: 2,
  framebufferUpdateRequest: 3,
  keyEvent: 4,
  pointerEvent: 5,
  clientCutText: 6,
  continuousUpdates: 150,
  fence: 248,
  xvp: 250,
  setDesktopSize: 251,
  qemu: 255,
} as const;
const qemuType = { key: 0, audio: 1 } as const;
const qemuAudio = { enable: 0, disable: 1, format: 2 } as const;

/** How much of a message follows its head, and whether it passes; undefined: more has to be seen first. */
const restOf = (head: Buffer): { bytes: number; passes: boolean } | undefined => {
  const drop = (whole: number) => ({ bytes: whole - head.length, passes: false });
  const pass = (whole: number) => ({ bytes: whole - head.length, passes: true });
  switch (head[0]) {
    case undefined:
      return undefined;
    case type.setPixelFormat:
      return pass(20);
    case type.setEncodings:
      return head.length < 4 ? undefined : pass(4 + 4 * head.readUInt16BE(2));
    case type.framebufferUpdateRequest:
      return pass(10);
    case type.keyEvent:
      return drop(8);
    case type.pointerEvent:
      return drop(6);
    case type.clientCutText:
      // a negative length is that of the extended clipboard
      return head.length < 8 ? undefined : drop(8 + Math.abs(head.readInt32BE(4)));
    case type.continuousUpdates:
      return drop(10);
    case type.fence:
      return head.length < 9 ? undefined : drop(9 + head.readUInt8(8));
    case type.xvp:
      return drop(4);
    case type.setDesktopSize:
      return head.length < 8 ? undefined : drop(8 + 16 * head.readUInt8(6));
    case type.qemu:
      return restOfQemu(head, drop);
    default:
      throw refuse('a message that is not known here');
  }
};

const restOfQemu = <T>(head: Buffer, drop: (whole: number) => T): T | undefined => {
  if (head.length < 2) return undefined;
  if (head[1] === qemuType.key) return drop(12);
  if (head[1] !== qemuType.audio) throw refuse('a message of QEMU that is not known here');
  if (head.length < 4) return undefined;
  const what = head.readUInt16BE(2);
  if (what === qemuAudio.enable || what === qemuAudio.disable) return drop(4);
  if (what === qemuAudio.format) return drop(10);
  throw refuse('a message of QEMU that is not known here');
};
