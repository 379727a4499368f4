import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { SealedOne, SubjectKey, Vault } from '../../core/ports.ts';
import { decrypt, encrypt, placeOfKey } from './cipher.ts';
import { type Opener, pack } from './opener.ts';

/** Fewer are opened where they are: sending them to a thread would take longer. */
const worthSending = 64;
/** How many opened data keys are remembered in each of two maps; each is 32 bytes and its place. */
const REMEMBERED = 10_000;

/**
 * Keys and sealing with node:crypto. root key → organisation key → data key → AES-256-GCM, each with its place bound in
 * as associated data.
 */
export class NodeVault implements Vault {
  readonly #root: Buffer;
  readonly #opener: Opener | undefined;
  readonly #organisations = new Map<string, { key: Buffer; search: Buffer }>();
  // Two generations: taking the oldest out of one map, key by key, would walk over all that were taken out before.
  #opened = new Map<string, SubjectKey>();
  #openedBefore = new Map<string, SubjectKey>();

  /**
   * @param root 32 bytes from the root key file.
   * @param opener for many values at once; they are opened here without.
   */
  constructor(root: Buffer, opener?: Opener) {
    if (root.length !== 32) throw new Error('The root key must be 32 bytes.');
    this.#root = root;
    this.#opener = opener;
  }

  newOrganisationKey(organisationId: string): Buffer {
    const key = randomBytes(32);
    const wrapped = encrypt(this.derive('wrap'), `organisation:${organisationId}`, key);
    this.#remember(organisationId, key);
    return wrapped;
  }

  learnOrganisation(organisationId: string, wrapped: Uint8Array): void {
    if (!this.#organisations.has(organisationId))
      this.#remember(organisationId, decrypt(this.derive('wrap'), `organisation:${organisationId}`, wrapped));
  }

  knows(organisationId: string): boolean {
    return this.#organisations.has(organisationId);
  }

  #remember(organisationId: string, key: Buffer): void {
    const search = Buffer.from(hkdfSync('sha256', key, '', 'banyan search', 32));
    this.#organisations.set(organisationId, { key, search });
  }

  #organisation(organisationId: string): { key: Buffer; search: Buffer } {
    const found = this.#organisations.get(organisationId);
    if (!found) throw new Error('This organisation’s key is not known to this process.');
    return found;
  }

  newKey(organisationId: string, subjectId: string): { key: SubjectKey; wrapped: Buffer } {
    const secret = randomBytes(32);
    return { key: { secret }, wrapped: encrypt(this.#organisation(organisationId).key, placeOfKey(subjectId), secret) };
  }

  openKey(organisationId: string, subjectId: string, wrapped: Uint8Array): SubjectKey {
    // The wrapped bytes are part of the name: a key that was changed or erased in the database is not found here.
    const name = subjectId + Buffer.from(wrapped).toString('latin1');
    const known = this.#opened.get(name);
    if (known) return known;
    const key = this.#openedBefore.get(name) ?? {
      secret: decrypt(this.#organisation(organisationId).key, placeOfKey(subjectId), wrapped),
    };
    if (this.#opened.size >= REMEMBERED) {
      this.#openedBefore = this.#opened;
      this.#opened = new Map();
    }
    this.#opened.set(name, key);
    return key;
  }

  organisationKey(organisationId: string): SubjectKey {
    return { secret: this.#organisation(organisationId).key };
  }

  installationKey(): SubjectKey {
    return { secret: this.derive('installation') };
  }

  seal(key: SubjectKey, place: string, value: unknown): Buffer {
    return encrypt(key.secret, place, Buffer.from(JSON.stringify(value)));
  }

  unseal<T>(key: SubjectKey, place: string, sealed: Uint8Array): T {
    return JSON.parse(decrypt(key.secret, place, sealed).toString()) as T;
  }

  async unsealMany<T>(many: readonly SealedOne[]): Promise<T[]> {
    if (!this.#opener || many.length < worthSending)
      return many.map(({ organisationId, subjectId, wrapped, place, sealed }) =>
        this.unseal<T>(this.openKey(organisationId, subjectId, wrapped), place, sealed),
      );
    const texts = await this.#opener.open(pack(many, (organisationId) => this.#organisation(organisationId).key));
    return texts.map((text) => JSON.parse(text) as T);
  }

  sealBytes(key: SubjectKey, place: string, value: Uint8Array): Buffer {
    return encrypt(key.secret, place, value);
  }

  unsealBytes(key: SubjectKey, place: string, sealed: Uint8Array): Buffer {
    return decrypt(key.secret, place, sealed);
  }

  searchTokens(organisationId: string, tokens: readonly string[]): string[] {
    const { search } = this.#organisation(organisationId);
    return tokens.map((token) => createHmac('sha256', search).update(token).digest().readBigInt64BE(0).toString());
  }

  digest(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.derive('digest')).update(purpose).update('\0').update(value).digest();
  }

  readonly #derived = new Map<string, Buffer>();
  derive(purpose: string): Buffer {
    let key = this.#derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.#root, '', `banyan ${purpose}`, 32));
      if (!purpose.includes(':')) this.#derived.set(purpose, key);
    }
    return key;
  }
}
