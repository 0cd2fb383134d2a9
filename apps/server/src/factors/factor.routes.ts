import type { factorRoutes } from '@limen/contract/factors';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentSignedIn } from '../users/present-user.ts';
import { addPasskey } from './add-passkey.ts';
import { beginPasskey } from './begin-passkey.ts';
import { beginTotp } from './begin-totp.ts';
import { challengePasskey } from './challenge-passkey.ts';
import { confirmTotp } from './confirm-totp.ts';
import { deletePasskey } from './delete-passkey.ts';
import { disableTotp } from './disable-totp.ts';
import { listFactors } from './list-factors.ts';
import { presentPasskey } from './present-passkey.ts';
import { renamePasskey } from './rename-passkey.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetFactors } from './reset-factors.ts';
import { signInWithCode } from './sign-in-with-code.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';

/** Handlers of every route on second factors and passkeys. */
export const factorHandlers = (deps: Deps): Handlers<typeof factorRoutes> => ({
  list: ({ actor }) => listFactors(deps, actor),
  beginTotp: ({ asked, headers, body }) =>
    beginTotp(deps, asked, { cookie: headers.cookie ?? '', password: body.password }),
  confirmTotp: async ({ asked, headers, body }) => ({
    recoveryCodes: await confirmTotp(deps, asked, { cookie: headers.cookie ?? '', code: body.code }),
  }),
  disableTotp: async ({ asked, headers, body }) => {
    const { password, code, kind } = body;
    await disableTotp(deps, asked, { cookie: headers.cookie ?? '', password, code, kind });
    return null;
  },
  renewRecoveryCodes: async ({ asked, headers, body }) => ({
    recoveryCodes: await renewRecoveryCodes(deps, asked, {
      cookie: headers.cookie ?? '',
      password: body.password,
    }),
  }),
  passkeyOptions: async ({ asked, headers, body, setCookies }) => {
    const { options, cookies } = await beginPasskey(deps, asked, { headers, password: body.password });
    setCookies(cookies);
    return options;
  },
  addPasskey: async ({ asked, headers, body }) =>
    presentPasskey(await addPasskey(deps, asked, { headers, ...body })),
  renamePasskey: async ({ asked, params, body }) =>
    presentPasskey(await renamePasskey(deps, asked, { id: params.id, name: body.name })),
  deletePasskey: async ({ asked, params }) => {
    await deletePasskey(deps, asked, params.id);
    return null;
  },
  signInWithCode: async ({ request, headers, body, setCookies }) => {
    const { user, cookies } = await signInWithCode(deps, request, { headers, ...body });
    setCookies(cookies);
    return presentSignedIn(user);
  },
  passkeyChallenge: async ({ headers, setCookies }) => {
    const { options, cookies } = await challengePasskey(deps, { headers });
    setCookies(cookies);
    return options;
  },
  signInWithPasskey: async ({ request, headers, body, setCookies }) => {
    const { user, cookies } = await signInWithPasskey(deps, request, { headers, ...body });
    setCookies(cookies);
    return presentSignedIn(user);
  },
  reset: async ({ asked, params, body }) => {
    await resetFactors(deps, asked, { id: params.id, reason: body.reason });
    return null;
  },
});
