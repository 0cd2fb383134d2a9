import type { Duplex } from 'node:stream';

/** An open byte stream to a libvirt daemon, before the first RPC message. */
export type Transport = {
  readonly duplex: Duplex;
  /**
   * True where two messages must never be written together: libvirtd polls the socket, not its TLS library's buffer,
   * so the second message of one TLS record waits for the next packet, often a keepalive seconds later (measured: 17
   * of 80 runs with 3 or more calls in flight; 0 of 70 when each write awaits the one before).
   */
  readonly messagePerWrite: boolean;
  /** For error messages: `/run/libvirt/libvirt-sock`, `tls host:16514`. */
  readonly address: string;
};
