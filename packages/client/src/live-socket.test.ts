import { once } from 'node:events';
import type { LiveMessage } from '@limen/contract/live';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type WebSocket as Peer, WebSocketServer } from 'ws';
import { backoff, type LiveSocket, type LiveStatus, openLiveSocket } from './live-socket.ts';

let server: WebSocketServer;
let url: string;
let socket: LiveSocket | undefined;
const peers: Peer[] = [];
const heard: string[][] = [];
let got: LiveMessage[] = [];
let phases: string[] = [];

const snapshot = (seq: number) => ({
  type: 'snapshot',
  seq,
  vms: [],
  hosts: [],
  images: [],
  operations: [],
  users: [],
  quota: null,
  quotaRequests: [],
});
const removed = (seq: number) => ({
  type: 'vm.removed',
  seq,
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  revision: seq,
});
const send = (n: number, ...messages: unknown[]): void => {
  for (const message of messages) peers[n]?.send(JSON.stringify(message));
};
const connected = (n: number) => vi.waitFor(() => expect(peers.length).toBeGreaterThanOrEqual(n));

beforeEach(async () => {
  peers.length = heard.length = 0;
  got = [];
  phases = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (peer) => {
    const lines: string[] = [];
    heard.push(lines);
    // text frames only
    peer.on('message', (data: Buffer) => lines.push(data.toString()));
    peers.push(peer);
  });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('no port');
  url = `ws://127.0.0.1:${address.port}`;
});
afterEach(() => {
  socket?.close();
  for (const peer of peers) peer.terminate();
  server.close();
});

const open = (more: { silenceMs?: number } = {}): void => {
  socket = openLiveSocket({
    url,
    onMessage: (message) => got.push(message),
    onStatus: (status: LiveStatus) => phases.push(status.phase),
    backoffMs: { first: 1, most: 5 },
    ...more,
  });
};

test('snapshot, then what follows, in order', async () => {
  open();
  await connected(1);
  send(0, snapshot(1), removed(2), removed(3));
  await vi.waitFor(() => expect(got.map((m) => m.seq)).toEqual([1, 2, 3]));
  expect(phases).toEqual(['live']);
});

test('a gap asks for a snapshot and shows nothing until it came', async () => {
  open();
  await connected(1);
  send(0, snapshot(1), removed(3), removed(4));
  await vi.waitFor(() => expect(heard[0]).toEqual(['{"type":"resync"}']));
  send(0, removed(5), snapshot(6), removed(7));
  await vi.waitFor(() => expect(got.map((m) => m.seq)).toEqual([1, 6, 7]));
});

test('words that are not the contract’s ask for a snapshot too', async () => {
  open();
  await connected(1);
  send(0, snapshot(1), { type: 'gossip', seq: 2 });
  await vi.waitFor(() => expect(heard[0]).toEqual(['{"type":"resync"}']));
  expect(got).toHaveLength(1);
});

test('a lost connection is said, and comes back by itself with a new snapshot', async () => {
  open();
  await connected(1);
  send(0, snapshot(1));
  await vi.waitFor(() => expect(phases).toEqual(['live']));
  peers[0]?.terminate();
  await connected(2);
  send(1, snapshot(1));
  await vi.waitFor(() => expect(phases.at(-1)).toBe('live'));
  expect(phases.slice(1)).toEqual(['lost', 'connecting', 'live']);
});

test('after signing out it does not come back', async () => {
  open();
  await connected(1);
  send(0, snapshot(1));
  peers[0]?.close(4003);
  await vi.waitFor(() => expect(phases.at(-1)).toBe('ended'));
  socket?.wake();
  expect(peers).toHaveLength(1);
});

test('a server that takes the connection and says nothing is left for another attempt', async () => {
  open({ silenceMs: 20 });
  await connected(2);
  expect(phases[0]).toBe('lost');
});

test('waking up asks for a snapshot; the page that slept may have missed everything', async () => {
  open();
  await connected(1);
  send(0, snapshot(1));
  await vi.waitFor(() => expect(phases).toEqual(['live']));
  socket?.wake();
  await vi.waitFor(() => expect(heard[0]).toEqual(['{"type":"resync"}']));
});

test('retries wait twice as long each time, up to a bound, never in step with other pages', () => {
  const bounds = { first: 500, most: 15_000 };
  expect([0, 1, 2, 10, 400].map((n) => backoff(n, bounds, () => 1))).toEqual([
    500, 1000, 2000, 15_000, 15_000,
  ]);
  expect(backoff(1, bounds, () => 0)).toBe(500);
});
