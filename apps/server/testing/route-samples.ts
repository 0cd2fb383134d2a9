import { randomBytes } from 'node:crypto';
import type { Route } from '@limen/contract/route';
import { routes } from '@limen/contract/routes';
import { settingDefaults } from '@limen/contract/settings';
import { newId } from '../src/lib/new-id.ts';
import {
  administrators,
  anybody,
  approved,
  owners,
  ownersAlone,
  type Sample,
  signedIn,
  whoOwnsMachine,
  whoRunsMachine,
  whoSeesMachine,
} from './answers.ts';
import { type Method, password } from './server.ts';
import type { Things } from './things.ts';

const passkey = ({ passkeyId }: Things): Record<string, string> => ({ id: passkeyId });
const vm = (things: Things): Record<string, string> => ({ id: things.vmId });
// there is no libvirt in this tier: who comes as far as the host was let in
const verb: Sample = { params: vm, answers: whoRunsMachine('host.unavailable') };
const credentials = (): { userName: string; password: string; displayName: string } => ({
  userName: `u${newId().replaceAll('-', '').slice(0, 30)}`,
  password,
  displayName: 'Somebody',
});
const wish = (): Record<string, unknown> => ({
  wanted: { vcpus: 12, vms: 20 },
  reason: 'a course with many machines',
});
const operation = (things: Things): Record<string, string> => ({ id: things.operationId });
const waiting = async (things: Things): Promise<Record<string, string>> => ({ id: await things.waiting() });

const provider = (things: Things): Record<string, string> => ({ id: things.providerId });
const userCode = (things: Things): Record<string, unknown> => ({ userCode: things.userCode() });
const service = {
  name: 'Away',
  issuer: 'http://127.0.0.1:1',
  clientId: 'limen',
  scopes: 'openid',
  approveClaim: 'groups=limen-users',
  clientSecret: 'x',
};
const invitation = async ({ admin }: Things): Promise<Record<string, string>> => {
  const reply = await admin('POST', '/api/invitations', { note: 'to be withdrawn' });
  return { id: reply.json<{ invitation: { id: string } }>().invitation.id };
};
/** A key as `ssh-keygen -t ed25519` makes it: the wire format of RFC 8709 in base64. */
const newPublicKey = (): string => {
  const part = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const blob = Buffer.concat([part(Buffer.from('ssh-ed25519')), part(randomBytes(32))]);
  return `ssh-ed25519 ${blob.toString('base64')} kim@laptop`;
};
const sshKey = async ({ owner }: Things): Promise<Record<string, string>> => {
  const reply = await owner('POST', '/api/me/ssh-keys', { publicKey: newPublicKey() });
  return { id: reply.json<{ id: string }>().id };
};

const upload = async (things: Things): Promise<Record<string, string>> => ({ id: await things.upload() });
const tus = { 'tus-resumable': '1.0.0' };

type Samples = { [N in keyof typeof routes]: { [K in keyof (typeof routes)[N]]: Sample } };

/** One a route of the contract; a route without one does not compile, nor pass. */
export const samples: Samples = {
  system: {
    about: { answers: anybody('ok') },
    health: { answers: approved('ok') },
    healthz: { answers: anybody('ok') },
    readyz: { answers: anybody('ok') },
  },
  users: {
    setup: {
      body: () => ({ token: 'x'.repeat(43), ...credentials() }),
      answers: anybody('setup.done'),
    },
    register: { body: () => ({ ...credentials(), note: 'please' }), answers: anybody('ok') },
    signIn: { body: () => ({ userName: 'owner', password }), answers: anybody('ok') },
    signOut: { answers: signedIn('ok'), endsSession: true },
    me: { answers: signedIn('ok') },
    list: { answers: administrators('ok') },
    get: { params: waiting, answers: administrators('ok') },
    approve: { params: waiting, body: () => ({ reason: 'welcome' }), answers: administrators('ok') },
    reject: { params: waiting, body: () => ({ reason: 'who?' }), answers: administrators('ok') },
    edit: { params: waiting, body: () => ({ role: 'user' }), answers: administrators('ok') },
    ban: { params: waiting, body: () => ({ reason: 'enough' }), answers: administrators('ok') },
    unban: { params: waiting, answers: administrators('user.state') },
    passwordLink: { params: waiting, answers: administrators('ok') },
    delete: { params: waiting, body: () => ({ machines: 'delete' }), answers: administrators('ok') },
  },
  profile: {
    edit: {
      body: () => ({
        locale: 'ko',
        displayName: 'Kim',
        email: 'kim@example.org',
        currentPassword: password,
      }),
      answers: signedIn('ok'),
    },
    // the right one would end every other session of whoever asks
    changePassword: {
      body: () => ({ current: 'not the password', password }),
      answers: signedIn('auth.password_wrong'),
    },
    // of somebody who owns nothing it would be the end
    leave: { body: () => ({ password: 'not the password' }), answers: signedIn('auth.password_wrong') },
    sshKeys: { answers: approved('ok') },
    addSshKey: { body: () => ({ name: 'laptop', publicKey: newPublicKey() }), answers: approved('ok') },
    removeSshKey: { params: sshKey, answers: ownersAlone('ok') },
    askForPassword: { body: () => ({ userName: 'owner' }), answers: anybody('ok'), hidesEffect: true },
    newPassword: {
      body: () => ({ token: 'x'.repeat(43), password }),
      answers: anybody('password_link.invalid'),
    },
  },
  invitations: {
    list: { answers: administrators('ok') },
    create: {
      body: () => ({ note: 'for Kim', email: 'kim@example.org', days: 7, approved: false }),
      answers: administrators('ok'),
    },
    withdraw: { params: invitation, answers: administrators('ok') },
    look: { body: () => ({ token: 'x'.repeat(43) }), answers: anybody('invitation.invalid') },
  },
  factors: {
    list: { answers: approved('ok') },
    beginTotp: { body: () => ({ password }), answers: approved('ok') },
    confirmTotp: { body: () => ({ code: 'no code' }), answers: approved('auth.code_wrong') },
    disableTotp: {
      body: () => ({ password, code: 'no code', kind: 'totp' }),
      answers: approved('second_factor.state'),
    },
    renewRecoveryCodes: { body: () => ({ password }), answers: approved('second_factor.state') },
    passkeyOptions: { body: () => ({ password }), answers: approved('ok') },
    addPasskey: {
      body: () => ({
        name: 'a key',
        credential: { id: 'AAAA', clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
      }),
      answers: approved('auth.passkey_failed'),
    },
    renamePasskey: { params: passkey, body: () => ({ name: 'a name' }), answers: ownersAlone('ok') },
    deletePasskey: { params: passkey, answers: ownersAlone('ok') },
    signInWithCode: { body: () => ({ code: '123456', kind: 'totp' }), answers: anybody('auth.required') },
    passkeyChallenge: { answers: anybody('ok') },
    signInWithPasskey: {
      body: () => ({
        credential: {
          id: 'AAAA',
          clientDataJSON: 'AAAA',
          authenticatorData: 'AAAA',
          signature: 'AAAA',
        },
      }),
      answers: anybody('auth.passkey_failed'),
    },
    reset: {
      params: ({ ownerId }) => ({ id: ownerId }),
      body: () => ({ reason: 'a lost phone' }),
      answers: administrators('second_factor.state'),
    },
  },
  providers: {
    list: { answers: anybody('ok') },
    begin: {
      params: provider,
      body: () => ({ next: '/about' }),
      everybodys: true,
      answers: anybody('auth.provider_failed'),
    },
    callback: { params: provider, query: { code: 'x', state: 'y' }, answers: anybody('ok') },
    mine: { answers: approved('ok') },
    link: {
      params: provider,
      body: () => ({ next: '/settings' }),
      everybodys: true,
      answers: approved('auth.provider_failed'),
    },
    unlink: {
      params: ({ linkId }) => ({ id: linkId }),
      answers: ownersAlone('ok'),
    },
    listServices: { answers: administrators('ok') },
    addService: { body: () => ({ id: newId(), ...service }), answers: administrators('ok') },
    editService: { params: provider, body: () => service, answers: administrators('ok') },
    deleteService: { params: provider, answers: administrators('ok') },
    testService: { body: () => ({ issuer: service.issuer }), answers: administrators('ok') },
  },
  devices: {
    begin: { body: () => ({ client: 'limen' }), answers: anybody('ok') },
    token: { body: () => ({ deviceCode: 'x'.repeat(43) }), answers: anybody('auth.device_refused') },
    look: { body: userCode, answers: approved('ok') },
    allow: { body: userCode, answers: approved('ok') },
    refuse: { body: userCode, answers: approved('ok') },
  },
  sessions: {
    list: { answers: approved('ok') },
    rename: {
      params: ({ sessionId }) => ({ id: sessionId }),
      body: () => ({ name: 'the old laptop' }),
      answers: ownersAlone('ok'),
    },
    end: { params: ({ endedSessionId }) => ({ id: endedSessionId }), answers: ownersAlone('ok') },
    endOthers: { answers: approved('ok') },
    ofUser: { params: ({ ownerId }) => ({ id: ownerId }), answers: administrators('ok') },
    signOutUser: { params: waiting, body: () => ({ tokens: true }), answers: administrators('ok') },
  },
  tokens: {
    list: { answers: approved('ok') },
    create: { body: () => ({ name: 'a script', scope: 'read', days: 7 }), answers: approved('ok') },
    revoke: { params: ({ tokenId }) => ({ id: tokenId }), answers: ownersAlone('ok') },
  },
  accessTokens: {
    keys: { answers: anybody('ok') },
    mint: { answers: approved('ok') },
  },
  hosts: {
    list: { answers: approved('ok') },
    get: { params: ({ hostId }) => ({ id: hostId }), answers: approved('ok') },
  },
  images: {
    list: { answers: approved('ok') },
    get: { params: ({ imageId }) => ({ id: imageId }), answers: approved('ok') },
    build: { body: () => ({ recipe: 'tiny-iso' }), answers: administrators('host.unavailable') },
    users: { params: ({ imageId }) => ({ id: imageId }), answers: approved('ok') },
    delete: {
      // the installation's: everybody sees it
      params: ({ imageId }) => ({ id: imageId }),
      answers: administrators('host.unavailable'),
      unknown: 'object.not_found',
      everybodys: true,
    },
  },
  uploads: {
    begin: {
      body: () => ({
        name: 'an upload',
        description: 'of the table',
        fileName: 'a file.iso',
        lengthBytes: 1024,
        sha256: 'a'.repeat(64),
        lastModifiedMs: 1,
      }),
      answers: approved('ok'),
    },
    capabilities: { params: upload, answers: ownersAlone('ok') },
    offset: { params: upload, headers: tus, answers: ownersAlone('ok') },
    write: {
      params: upload,
      headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      answers: ownersAlone('ok'),
    },
    cancel: { params: upload, headers: tus, answers: ownersAlone('ok') },
  },
  vms: {
    list: { answers: approved('ok') },
    get: { params: vm, answers: whoSeesMachine('ok') },
    history: { params: vm, query: { limit: '5' }, answers: whoSeesMachine('ok') },
    create: {
      body: ({ imageId }) => ({
        name: 'fresh',
        description: 'of the table',
        boot: { from: 'image', imageId },
        vcpus: 1,
        memoryBytes: 64 * 1024 ** 2,
        diskBytes: 64 * 1024 ** 2,
        firmware: 'bios',
        secureBoot: false,
        start: true,
      }),
      answers: approved('host.unavailable'),
    },
    start: verb,
    shutdown: verb,
    powerOff: verb,
    reboot: verb,
    reset: verb,
    pause: verb,
    resume: verb,
    delete: { params: vm, query: { permanent: 'true' }, answers: whoOwnsMachine('host.unavailable') },
    trash: { answers: approved('ok') },
    restore: {
      params: vm,
      body: () => ({ name: 'brought back' }),
      answers: whoOwnsMachine('host.unavailable'),
    },
    // no rule gives it an end
    extend: { params: vm, answers: whoOwnsMachine('vm.lease') },
    setEnd: { params: vm, body: () => ({ expiresAt: null }), answers: administrators('ok') },
    timeRules: { answers: approved('ok') },
  },
  boot: {
    insert: {
      params: ({ vmId, cdromId }) => ({ id: vmId, cdromId }),
      body: () => ({ imageId: null, force: false }),
      answers: whoOwnsMachine('host.unavailable'),
    },
    addDrive: {
      params: vm,
      body: () => ({ imageId: null, bus: 'scsi' }),
      answers: whoOwnsMachine('host.unavailable'),
    },
    removeDrive: {
      params: ({ vmId, cdromId }) => ({ id: vmId, cdromId }),
      answers: whoOwnsMachine('host.unavailable'),
    },
    order: {
      params: vm,
      body: () => ({ order: [], once: null }),
      answers: whoOwnsMachine('host.unavailable'),
    },
  },
  systems: { list: { answers: approved('ok') } },
  shares: {
    list: { params: vm, answers: whoSeesMachine('ok') },
    put: {
      params: vm,
      // each of those who may asks for another level than it is, so that each is a change
      body: (_, who) => ({ userName: 'guest', level: who === 'admin' ? 'operator' : 'viewer' }),
      answers: whoOwnsMachine('ok'),
    },
    remove: { params: (things) => things.guest(), answers: whoOwnsMachine('ok') },
  },
  consoles: {
    ticket: { params: vm, body: () => ({ kind: 'vnc' }), answers: whoSeesMachine('console.not_running') },
  },
  operations: {
    list: { query: { limit: '5', active: 'false' }, answers: approved('ok') },
    get: { params: operation, answers: whoSeesMachine('ok') },
    cancel: { params: operation, answers: whoOwnsMachine('operation.not_cancellable') },
  },
  settings: {
    list: { answers: administrators('ok') },
    registration: { body: () => settingDefaults.registration, answers: administrators('ok') },
    quotaDefaults: { body: () => settingDefaults.quotaDefaults, answers: administrators('ok') },
    overcommit: { body: () => settingDefaults.overcommit, answers: administrators('ok') },
    lease: { body: () => settingDefaults.lease, answers: administrators('ok') },
    trash: { body: () => settingDefaults.trash, answers: administrators('ok') },
  },
  audit: {
    list: { query: { limit: '5', action: 'user', text: 'owner' }, answers: administrators('ok') },
    export: { query: { result: 'done' }, answers: administrators('ok') },
    chain: { answers: administrators('ok') },
  },
  quotas: {
    own: { answers: approved('ok') },
    of: { params: ({ ownerId }) => ({ id: ownerId }), answers: owners('ok') },
    change: {
      params: ({ ownerId }) => ({ id: ownerId }),
      body: () => settingDefaults.quotaDefaults,
      answers: administrators('ok'),
    },
    requests: { query: { limit: '5' }, answers: approved('ok') },
    ask: { body: wish, answers: { ...approved('ok'), owner: 'quota.request_open' } },
    edit: {
      params: ({ requestId }) => ({ id: requestId }),
      body: wish,
      answers: { ...owners('ok'), admin: 'auth.forbidden' },
    },
    withdraw: {
      params: ({ requestId }) => ({ id: requestId }),
      answers: { ...owners('ok'), admin: 'auth.forbidden' },
    },
    grant: {
      params: ({ othersRequestIds }) => ({ id: othersRequestIds[0] }),
      body: () => ({ limits: { vcpus: 12 }, answer: 'have it' }),
      answers: administrators('ok'),
    },
    refuse: {
      params: ({ othersRequestIds }) => ({ id: othersRequestIds[1] }),
      body: () => ({ answer: 'no room' }),
      answers: administrators('ok'),
    },
  },
};

/** A route with a method that a caller here knows. */
type Row = Route & { method: Method };
/** A route of the contract with its sample. */
export type Case = { name: string; route: Row; sample: Sample };

/** Every route there is. @throws Error for one without a sample */
export const cases = (): Case[] =>
  Object.entries(routes).flatMap(([noun, table]) =>
    Object.entries<Row>(table).map(([key, route]) => {
      const name = `${noun}.${key}`;
      const ofNoun: Record<string, Sample> = samples[noun as keyof typeof routes];
      const sample = ofNoun[key];
      if (!sample) throw new Error(`${name} has no entry in testing/route-samples.ts: say who may ask it`);
      return { name, route, sample };
    }),
  );

/** The address of a route with these parameters and query. */
export const urlOf = (
  route: Route,
  params: Record<string, string>,
  query?: Record<string, string>,
): string => {
  const path = route.path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  return query ? `${path}?${new URLSearchParams(query).toString()}` : path;
};

/** Whether a parameter names a thing of ours. */
export const isId = (value: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
