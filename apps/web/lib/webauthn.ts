import {
  type Assertion,
  type AssertionOptions,
  type NewCredential,
  type RegistrationOptions,
  transport,
} from '@limen/contract/factors';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** Lets the browser make a passkey. Rejects with what the browser says (features/factors/factor-error.tsx). */
export const makePasskey = async (optionsJSON: RegistrationOptions): Promise<NewCredential> => {
  const { id, response } = await startRegistration({ optionsJSON });
  return {
    id,
    clientDataJSON: response.clientDataJSON,
    attestationObject: response.attestationObject,
    // what this contract does not know yet is only a hint that gets lost
    transports: (response.transports ?? []).filter((t) => transport.safeParse(t).success),
  };
};

/** Lets the browser answer a challenge with one of its passkeys. Rejects as `makePasskey`. */
export const usedPasskey = async (optionsJSON: AssertionOptions): Promise<Assertion> => {
  const { id, response } = await startAuthentication({ optionsJSON });
  const { clientDataJSON, authenticatorData, signature } = response;
  return { id, clientDataJSON, authenticatorData, signature };
};
