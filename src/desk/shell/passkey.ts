/** Passkeys; loaded when somebody uses one. */
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { CallInput } from '../../core/contracts.ts';
import { Refused } from '../client.ts';

type Json = CallInput<'session.passkeySignIn'>['response'];

/** Asks the browser for a signature over the server's challenge. */
export const askPasskey = (options: unknown): Promise<Json> =>
  given(startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }));

/** Makes a new passkey on this device or key. */
export const makePasskey = (options: unknown): Promise<Json> =>
  given(startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }));

/** Somebody who closes the browser's question has cancelled; nothing failed. */
async function given(asked: Promise<object>): Promise<Json> {
  try {
    return (await asked) as Json;
  } catch {
    throw new Refused('call.cancelled');
  }
}
