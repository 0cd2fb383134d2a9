import { randomBytes } from 'node:crypto';
import { newId } from '../src/lib/new-id.ts';
import { administrators, anybody, approved, ownersAlone, type Samples, signedIn } from './answers.ts';
import { password } from './server.ts';
import type { Things } from './things.ts';

const passkey = ({ passkeyId }: Things): Record<string, string> => ({ id: passkeyId });
const credentials = (): { userName: string; password: string; displayName: string } => ({
  userName: `u${newId().replaceAll('-', '').slice(0, 30)}`,
  password,
  displayName: 'Somebody',
});
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

/** Of the installation itself, and of people's accounts. */
export const accountSamples = {
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
} satisfies Partial<Samples>;
