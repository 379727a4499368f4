import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { TestHouse } from '../../server/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { perform } from '../perform.ts';
import { accessOperations, resolveSession } from './index.ts';
import { hashToken } from './sessions.ts';

/** A browser at one address, with its cookie. */
export class Browser {
  token: string | undefined;
  endsAt: Date | undefined;
  readonly #house: TestHouse;
  readonly #address: string;

  constructor(house: TestHouse, address = '192.0.2.1') {
    this.#house = house;
    this.#address = address;
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const { ports } = this.#house;
    const op = accessOperations.find(({ contract }) => contract.name === name);
    if (!op) throw new Error(`There is no operation ${name}.`);
    const resolved = this.token === undefined ? undefined : await resolveSession(ports, this.token);
    const session = {
      tokenHash: resolved && this.token ? hashToken(this.token) : undefined,
      start: (token: string, endsAt: Date) => {
        this.token = token;
        this.endsAt = endsAt;
      },
      end: () => {
        this.token = undefined;
      },
    };
    const locked = resolved?.locked ?? false;
    const caller = { actor: resolved?.actor, locked, address: this.#address, session };
    return (await perform(ports, op, caller, randomUUID(), input)) as CallOutput<N>;
  }
}

/** Something that holds passkeys, as a telephone does: ES256, with user verification, no attestation. */
export class Authenticator {
  readonly id = randomUUID();
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #counter = 0;

  #data(rpId: string, flags: number, attested = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(++this.#counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(flags), counter, attested]);
  }

  get #rawId(): Buffer {
    return Buffer.from(this.id);
  }

  make(options: { challenge: string; rp: { id: string } }, origin: string) {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x ?? '', 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y ?? '', 'base64url'))],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#rawId.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#rawId, isoCBOR.encode(cose)]);
    // 0x45: user present, user verified, attested data follow.
    const authData = new Uint8Array(this.#data(options.rp.id, 0x45, attested));
    const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
      transports: ['internal'],
    });
  }

  answer(options: { challenge: string; rpId: string }, origin: string, flags = 0x05) {
    const client = clientData('webauthn.get', options.challenge, origin);
    const authData = this.#data(options.rpId, flags);
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), this.#keys.privateKey);
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  #answer<T extends object>(response: T) {
    const id = this.#rawId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
