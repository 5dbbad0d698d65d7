import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { write } from './ask.ts';
import type { MadeThing, PasskeyRequest } from './shapes.ts';

/** Whether this browser may use passkeys where it is: they belong to names, and not to numbers of machines. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

/** Nobody gave a passkey: the browser has none, or somebody thought better of it. */
export class NoPasskey extends Error {}

const browser = () => import('@simplewebauthn/browser');

/** Makes a passkey and has the desk take it. */
export async function enrolPasskey(name: string): Promise<MadeThing> {
  const { startRegistration } = await browser();
  const { options } = await write<PasskeyRequest>('POST', '/passkeys/start');
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await given(startRegistration({ optionsJSON }));
  return write('POST', '/passkeys', { name, response });
}

/** Signs in by a passkey, or proves by one who is signed in. */
export async function proveByPasskey(path: '/session/passkey' | '/session/proof/passkey'): Promise<void> {
  const { startAuthentication } = await browser();
  const { options } = await write<PasskeyRequest>('POST', `${path}/start`);
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  await write('POST', path, { response: await given(startAuthentication({ optionsJSON })) });
}

async function given<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (cause) {
    throw new NoPasskey('The browser did not give a passkey.', { cause });
  }
}
