import type { ErrorDomain, ErrorNumber } from './generated/enums.ts';
import { readVirNetMessageError, type VirNetMessageError } from './generated/wire.ts';
import { XdrReader } from './xdr.ts';

/**
 * libvirt answered a call with an error. `code` and `domain` are libvirt's numbers (see ErrorNumber and ErrorDomain);
 * `str1`…`int2` are what libvirt filled in beside the message, usually parts of it.
 */
export class LibvirtError extends Error {
  override name = 'LibvirtError';
  readonly code: number;
  readonly domain: number;
  readonly level: number;
  /** Our name of the procedure that failed, such as `domainCreate`. */
  readonly procedure: string;
  readonly str1: string | null;
  readonly str2: string | null;
  readonly str3: string | null;
  readonly int1: number;
  readonly int2: number;

  constructor(procedure: string, error: VirNetMessageError) {
    super(error.message ?? `libvirt error ${error.code} without a message`);
    this.procedure = procedure;
    this.code = error.code;
    this.domain = error.domain;
    this.level = error.level;
    this.str1 = error.str1;
    this.str2 = error.str2;
    this.str3 = error.str3;
    this.int1 = error.int1;
    this.int2 = error.int2;
  }

  /** True if this is that error: `error.is(ErrorNumber.NO_DOMAIN)`; with `domain`, only from that part of libvirt. */
  is(code: ErrorNumber, domain?: ErrorDomain): boolean {
    return this.code === code && (domain === undefined || this.domain === domain);
  }

  /** Reads the body of a reply or stream packet whose status is ERROR. Throws XdrError if it is not one. */
  static read(procedure: string, payload: Uint8Array): LibvirtError {
    const reader = new XdrReader(payload);
    const error = readVirNetMessageError(reader);
    reader.end('error');
    return new LibvirtError(procedure, error);
  }
}

/** Why a connection ended, for programs; the message of ConnectionLost says it to people. */
export type LossCause =
  /** `close()` was called here */
  | 'closed'
  /** the daemon or the network cut the connection, cleanly or not */
  | 'cut'
  /** no answer to keepalive pings */
  | 'keepalive'
  /** the other end sent bytes that are not libvirt's protocol */
  | 'protocol'
  /** the socket could not be opened, or TLS refused one side */
  | 'dial'
  /** the daemon asked for authentication that we cannot or could not do */
  | 'authentication';

/**
 * The connection ended before the call's reply came. Apart from LibvirtError on purpose: the call may or may not have
 * run, so only reads can be tried again without thinking.
 */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
  readonly reason: LossCause;
  /** The call that was waiting, if one was. */
  readonly procedure: string | undefined;

  constructor(reason: LossCause, message: string, options?: { cause?: unknown; procedure?: string }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.procedure = options?.procedure;
  }

  /** The same loss, told to the one who waited for `procedure`. */
  for(procedure: string): ConnectionLost {
    return new ConnectionLost(this.reason, `${procedure}: ${this.message}`, { cause: this, procedure });
  }
}

/**
 * The caller's time ran out. libvirt cannot cancel a call: it still runs there, and keeps its place in the window
 * until the daemon answers.
 */
export class CallTimeout extends Error {
  override name = 'CallTimeout';
  readonly procedure: string;

  constructor(procedure: string, timeoutMs: number) {
    super(`${procedure}: no reply within ${timeoutMs} ms; the call may still run`);
    this.procedure = procedure;
  }
}

/** More calls wait for a free place than the connection was allowed to queue: nothing was sent. */
export class CallQueueFull extends Error {
  override name = 'CallQueueFull';

  constructor(procedure: string, limit: number) {
    super(`${procedure}: ${limit} calls wait already; libvirtd does not keep up`);
  }
}

/** A URI that names no libvirt we can reach; the message says which part is wrong. */
export class UriError extends Error {
  override name = 'UriError';
}

/** The bytes are not libvirt's RPC protocol; the connection that carried them is given up. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}
