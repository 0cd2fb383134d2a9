import type { Duplex } from 'node:stream';
import { consoleClose } from '@limen/contract/consoles';
import { ProtocolViolation } from '../lib/websocket/frames.ts';
import { ServerWebSocket } from '../lib/websocket/server-web-socket.ts';
import { ViewOnlyInput } from './view-only-input.ts';

/** A viewer sends key presses and pointer moves; a pasted text is the largest. */
const limits = { maxMessageBytes: 1024 * 1024, maxFragments: 1024 };

/**
 * Joins a viewer (a socket after the handshake) and the far end, both ways, with backpressure: whoever is full stops the
 * reading of the other, so that a console holds what two sockets hold and no more (bench/console-proxy.ts).
 *
 * @param viewOnly what the viewer says is let through only as far as it asks for the picture
 * @param ended once, when the viewer's connection is no longer open; the far end is closed by then
 */
export const joinConsole = (
  socket: Duplex,
  { head, far, viewOnly }: { head: Buffer; far: Duplex; viewOnly: boolean },
  ended: () => void,
): ServerWebSocket => {
  const input = viewOnly ? new ViewOnlyInput() : null;
  const near = new ServerWebSocket(socket, {
    limits,
    head,
    owner: {
      part: (bytes, kind) => {
        // RFB and serial are bytes; nothing of a text message reaches QEMU
        if (kind !== 'binary') throw new ProtocolViolation(consoleClose.protocolError, 'binary frames only');
        if (input) {
          for (const part of input.filter(bytes)) if (!far.write(part)) near.pause();
        } else if (!far.write(bytes)) near.pause();
      },
      drained: () => far.resume(),
      ended: () => {
        far.destroy();
        ended();
      },
    },
  });
  far.on('data', (bytes: Buffer) => {
    if (!near.send('binary', bytes)) far.pause();
  });
  far.on('drain', () => near.resume());
  const gone = (): void => near.close(consoleClose.guestStopped, 'stopped');
  far.on('end', gone).on('error', gone).on('close', gone);
  // it may have gone while the handshake was written; told afterwards, when the caller has its socket
  if (far.destroyed) setImmediate(gone);
  return near;
};
