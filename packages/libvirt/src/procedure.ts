import type { XdrReader, XdrWriter } from './xdr.ts';

/** An RPC program: libvirt's own, QEMU's extras, LXC's extras. */
export type Program = { readonly name: string; readonly number: number; readonly version: number };

/** Which way stream data flows after the reply; `read` streams such as a console accept data from us too. */
export type StreamDirection = 'none' | 'read' | 'write';

/**
 * One procedure, as generated from libvirt's protocol files: what it is called, how its arguments are written and its
 * reply is read. `undefined` stands for "nothing travels".
 */
export type Procedure<Args, Ret> = {
  readonly name: string;
  readonly program: Program;
  readonly number: number;
  readonly stream: StreamDirection;
  /** Served by libvirtd's extra worker pool: answers when the ordinary workers are stuck on a hung guest. */
  readonly highPriority: boolean;
  readonly writeArgs: (writer: XdrWriter, args: Args) => void;
  readonly readRet: (reader: XdrReader) => Ret;
};

/** The families of events; each has register and deregister procedures and callback ids of its own. */
export type EventFamily = 'domain' | 'network' | 'storagePool' | 'nodeDevice' | 'secret';

/** One kind of event a connection can subscribe to; `eventId` is libvirt's number within the family. */
export type EventKind<Message extends { readonly callbackId: number }> = {
  readonly name: string;
  readonly program: Program;
  readonly number: number;
  readonly family: EventFamily;
  readonly eventId: number;
  readonly readMessage: (reader: XdrReader) => Message;
};

export const writeNothing = (): void => undefined;
export const readNothing = (): undefined => undefined;
