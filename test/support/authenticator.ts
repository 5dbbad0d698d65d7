import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** What a browser and a key do otherwise than they should. */
export interface Deviation {
  readonly origin?: string;
  readonly isVerified?: boolean;
  readonly counter?: number;
  readonly challenge?: string;
}

/** A security key and the browser that it is in: ES256, no attestation (WebAuthn Level 3, section 6). */
export class Authenticator {
  readonly #id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  create(
    options: PublicKeyCredentialCreationOptionsJSON,
    { origin = this.#origin, isVerified = true, challenge = options.challenge }: Deviation = {},
  ): RegistrationResponseJSON {
    const key = coseKey(this.#keys.publicKey);
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.#id.length]), this.#id, key]);
    const data = Buffer.concat([header(options.rp.id!, 0x41 | (isVerified ? 4 : 0), 0), attested]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(data)],
    ]);
    const clientData = clientDataOf('webauthn.create', challenge, origin);
    const response = { clientDataJSON: base64url(clientData), attestationObject: base64url(attestation) };
    const id = base64url(this.#id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  get(
    options: PublicKeyCredentialRequestOptionsJSON,
    { origin = this.#origin, isVerified = true, counter, challenge = options.challenge }: Deviation = {},
  ): AuthenticationResponseJSON {
    this.#counter = counter ?? this.#counter + 1;
    const data = header(options.rpId!, 1 | (isVerified ? 4 : 0), this.#counter);
    const clientData = clientDataOf('webauthn.get', challenge, origin);
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
    const response = {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', signed, this.#keys.privateKey)),
    };
    const id = base64url(this.#id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }
}

function base64url(data: Uint8Array): string {
  return Buffer.from(data).toString('base64url');
}

function clientDataOf(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function header(rpId: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
}

/** CBOR: a text of fewer than 24 bytes, and bytes of fewer than 65,536. */
function text(word: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
}

function bytes(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 0xff]), data]);
}

/** COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  const coordinate = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(value, 'base64url')]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  return Buffer.concat([head, coordinate(0x21, x!), coordinate(0x22, y!)]);
}
