import { absent } from '../kernel/index.ts';
import type { Db, SubjectKey, Vault } from './ports.ts';
import { prepared } from './prepared.ts';

const wrappedKey = prepared((db, { subjectId }: { subjectId: string }) =>
  db.selectFrom('data_key').select(['organisation_id', 'wrapped']).where('id', '=', subjectId),
);

/** The data keys of the subjects one call touches, each read once. What row-level security hides has no key here. */
export class Keyring {
  readonly #db: Db;
  readonly #vault: Vault;
  readonly #known = new Map<string, SubjectKey>();

  constructor(db: Db, vault: Vault) {
    this.#db = db;
    this.#vault = vault;
  }

  /** Makes the key of a new subject; the caller inserts `wrapped` into data_key, with the subject. */
  make(organisationId: string, subjectId: string): { key: SubjectKey; wrapped: Buffer } {
    const made = this.#vault.newKey(organisationId, subjectId);
    this.#known.set(subjectId, made.key);
    return made;
  }

  /** Takes over a key that came with the row it opens, sparing a query. */
  learn(organisationId: string, subjectId: string, wrapped: Uint8Array): SubjectKey {
    let key = this.#known.get(subjectId);
    if (!key) {
      key = this.#vault.openKey(organisationId, subjectId, wrapped);
      this.#known.set(subjectId, key);
    }
    return key;
  }

  async find(subjectId: string): Promise<SubjectKey | undefined> {
    const known = this.#known.get(subjectId);
    if (known) return known;
    const { rows } = await wrappedKey(this.#db, { subjectId });
    const row = rows[0];
    return row?.wrapped ? this.learn(row.organisation_id, subjectId, row.wrapped) : undefined;
  }

  /** @throws record.absent when there is none: hidden, absent and erased look alike. */
  async of(subjectId: string): Promise<SubjectKey> {
    const key = await this.find(subjectId);
    if (!key) throw absent();
    return key;
  }
}
