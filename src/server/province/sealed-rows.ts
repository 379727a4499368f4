import { sealParts } from '../../core/forms/parts.ts';
import { tokensOf } from '../../core/people/matching.ts';
import type { SubjectKey, Vault } from '../../core/ports.ts';
import { sealPackage } from '../../core/referrals/index.ts';
import { type FormDefinition, split } from '../../kernel/form/index.ts';
import type { SensitivityClass } from '../../kernel/index.ts';
import type {
  Bundle,
  CaseDraft,
  EnquiryDraft,
  EntryDraft,
  Owned,
  PersonDraft,
  RecruitmentDraft,
  ReferralDraft,
} from './model.ts';

/** Forms by code, with the version that is in force. */
export type PublishedForms = ReadonlyMap<string, { version: number; definition: FormDefinition }>;

/** Columns as PostgreSQL reads them from JSON. */
export type Row = Record<string, unknown>;

export const bytes = (value: Uint8Array): string =>
  `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const owned = ({ organisationId, teamId, ownerId }: Owned) => ({
  organisation_id: organisationId,
  team_id: teamId,
  owner_id: ownerId,
});

/** In the order in which they refer to each other. */
export const loadedTables = [
  'data_key',
  'person',
  'person_index',
  'case_file',
  'case_stage',
  'enquiry',
  'entry',
  'task',
  'consent',
  'referral',
  'referral_package',
  'recruiter',
  'exchange_rate',
  'job_offer',
  'cost_line',
  'loan',
] as const;

/** Keyed tokens by organisation, so many of each at hand. */
export type Keyed = Map<string, Map<string, string>>;
const mostTokens = 100_000;

/** The rows of one transaction, sealed as the core seals them. */
export class SealedRows {
  readonly tables = new Map<string, Row[]>(loadedTables.map((name) => [name, []]));
  readonly #vault: Vault;
  readonly #programme: string;
  readonly #forms: PublishedForms;

  readonly #tokens: Keyed;

  /** `tokens` are those that were keyed before, for all batches of one load. */
  constructor(vault: Vault, programme: string, forms: PublishedForms, tokens: Keyed = new Map()) {
    this.#tokens = tokens;
    this.#vault = vault;
    this.#programme = programme;
    this.#forms = forms;
  }

  add(bundle: Bundle): void {
    const keys = new Map(bundle.cases.map((one) => [one.id, this.#newKey(one.organisationId, one.id)]));
    for (const one of bundle.people) this.#person(one);
    for (const one of bundle.cases) this.#case(one);
    for (const { id, caseId, stage, at, by } of bundle.stages)
      this.#put('case_stage', { id, case_id: caseId, stage, at: time(at), by_user: by });
    for (const one of bundle.enquiries) this.#enquiry(one);
    for (const one of bundle.entries) this.#entry(one, keys.get(one.caseId)!);
    for (const one of bundle.tasks)
      this.#put('task', {
        id: one.id,
        ...this.#ofCase(one),
        kind: one.kind,
        note: this.#sealed(keys.get(one.caseId)!, `task.note:${one.id}`, one.note),
        due_at: time(one.dueAt),
        done_at: time(one.doneAt),
        created_at: time(one.createdAt),
      });
    for (const one of bundle.consents)
      this.#put('consent', {
        id: one.id,
        ...this.#ofCase(one),
        purpose: one.purpose,
        recipient: this.#sealed(keys.get(one.caseId)!, `consent.recipient:${one.id}`, one.recipient ?? undefined),
        how: one.how,
        witness: this.#sealed(keys.get(one.caseId)!, `consent.witness:${one.id}`, one.witness),
        given_at: time(one.givenAt),
      });
    for (const one of bundle.referrals)
      this.#put('referral', {
        id: one.id,
        from_organisation_id: one.fromOrganisationId,
        to_organisation_id: one.toOrganisationId,
        case_id: one.caseId,
        person_id: one.personId,
        consent_id: one.consentId,
        purpose: one.purpose,
        kind: one.kind,
        status: one.status,
        sent_by: one.sentBy,
        sent_at: time(one.sentAt),
        answer_by: time(one.sentAt + 72 * 3_600_000),
        answered_at: time(one.answeredAt),
      });
    for (const one of bundle.referrals) this.#package(one, bundle);
    if (bundle.recruitment) this.#recruitment(bundle.recruitment, keys.get(bundle.recruitment.case.id)!);
  }

  #recruitment({ case: file, ...told }: RecruitmentDraft, key: SubjectKey): void {
    const at = time(file.openedAt);
    const ofCase = { ...this.#ofCase({ ...file, caseId: file.id }), revision: 1, set_at: at, updated_at: at };
    for (const { otherNames, ...one } of told.recruiters)
      this.#put('recruiter', { ...one, other_names: otherNames, revision: 1, updated_at: at });
    for (const one of told.rates) this.#put('exchange_rate', { ...one, uploaded_at: at });
    for (const { on, recruiterId, told: said, ...one } of told.offers)
      this.#put('job_offer', {
        ...one,
        ...ofCase,
        said_on: on,
        recruiter_id: recruiterId,
        told: this.#sealed(key, `offer.told:${one.id}`, said),
      });
    for (const { on, told: said, ...one } of told.costs)
      this.#put('cost_line', {
        ...one,
        ...ofCase,
        paid_on: on,
        told: this.#sealed(key, `cost.told:${one.id}`, said),
      });
    for (const { on, told: said, ...one } of told.loans)
      this.#put('loan', {
        ...one,
        ...ofCase,
        borrowed_on: on,
        told: this.#sealed(key, `loan.told:${one.id}`, said),
      });
  }

  /** Who it is and how they may be reached, and what it is about. */
  #package(one: ReferralDraft, { people, cases }: Bundle): void {
    const person = people.find(({ id }) => id === one.personId);
    const file = cases.find(({ id }) => id === one.caseId);
    const item = (path: string, of: SensitivityClass, value: unknown) => ({ path, class: of, value });
    const said = (...items: ReturnType<typeof item>[]) => items.filter(({ value }) => value != null);
    const groups = [
      {
        key: 'person',
        items: said(
          item('person.name', 'identity', person?.identity.name),
          item('person.romanised', 'identity', person?.identity.romanised),
          item('person.birth', 'identity', person?.identity.birth),
          item('person.safeContact', 'contact', person?.safeContact),
          item('person.phones', 'contact', person?.contact?.phones),
          item('person.sex', 'statistical', person?.sex),
          item('person.nationalities', 'statistical', person?.nationalities),
        ),
      },
      {
        key: 'case',
        items: said(
          item('case.programme', 'operational', this.#programme),
          item('case.stage', 'operational', file?.stage),
          item('case.topic', 'operational', file?.topic),
        ),
      },
    ];
    const key = this.#newKey(one.fromOrganisationId, one.id);
    this.#put('referral_package', { referral_id: one.id, sealed: sealPackage(this.#vault, key, one.id, groups) });
  }

  #person(one: PersonDraft): void {
    const key = this.#newKey(one.organisationId, one.id);
    const { birth } = one.identity;
    this.#put('person', {
      id: one.id,
      number: one.number,
      ...owned(one),
      revision: 1,
      identity: this.#sealed(key, `person.identity:${one.id}`, one.identity),
      contact: this.#sealed(key, `person.contact:${one.id}`, one.contact),
      safe_contact: this.#sealed(key, `person.safe_contact:${one.id}`, one.safeContact),
      sex: one.sex,
      birth_year: birth ? Number(birth.value.slice(0, 4)) : null,
      nationalities: one.nationalities,
      place: one.place,
      registered_at: time(one.registeredAt),
      updated_at: time(one.registeredAt),
    });
    // Names and years come again and again: what was keyed before is not keyed again.
    const searching = {
      searchTokens: (of: string, tokens: readonly string[]) => tokens.map((one) => this.#keyed(of, one)),
    };
    const { tokens, scheme } = tokensOf(searching, one.organisationId, one.identity, one.contact);
    // As text: they pass 2^53.
    this.#put('person_index', { person_id: one.id, ...owned(one), tokens: `{${tokens.join(',')}}`, scheme });
  }

  #keyed(organisationId: string, token: string): string {
    const known = this.#tokens.get(organisationId) ?? new Map<string, string>();
    this.#tokens.set(organisationId, known);
    const found = known.get(token);
    if (found) return found;
    const [keyed] = this.#vault.searchTokens(organisationId, [token]);
    // What one number alone has does not come again.
    if (!token.startsWith('t:') && !token.startsWith('n:')) {
      if (known.size >= mostTokens) known.clear();
      known.set(token, keyed!);
    }
    return keyed!;
  }

  #case(one: CaseDraft): void {
    this.#put('case_file', {
      id: one.id,
      number: one.number,
      ...owned(one),
      revision: 1,
      person_id: one.personId,
      enquiry_id: one.enquiryId,
      programme: this.#programme,
      stage: one.stage,
      channel: one.channel,
      topic: one.topic,
      destination: one.destination,
      place: one.place,
      sex: one.sex,
      age_band: one.ageBand,
      nationality: one.nationality,
      flags: one.flags,
      closing_reason: one.closingReason,
      satisfaction: one.satisfaction,
      opened_at: time(one.openedAt),
      closed_at: time(one.closedAt),
      last_contact_at: time(one.lastContactAt),
      updated_at: time(one.closedAt ?? one.lastContactAt),
    });
  }

  #enquiry(one: EnquiryDraft): void {
    const key = this.#newKey(one.organisationId, one.id);
    this.#put('enquiry', {
      id: one.id,
      ...owned(one),
      programme: this.#programme,
      channel: one.channel,
      topic: one.topic,
      destination: one.destination,
      sex: one.sex,
      age_band: one.ageBand,
      answered: one.answered,
      answered_at: time(one.answeredAt),
      flags: one.flags,
      signs: one.signs,
      person_id: one.personId,
      case_id: one.caseId,
      note: this.#sealed(key, `enquiry.note:${one.id}`, one.note),
      at: time(one.at),
      recorded_at: time(one.at),
    });
  }

  #entry(one: EntryDraft, key: SubjectKey): void {
    const form = this.#forms.get(one.form);
    if (!form) throw new Error(`The form ${one.form} is not published.`);
    this.#put('entry', {
      id: one.id,
      ...this.#ofCase(one),
      form: one.form,
      version: form.version,
      revision: 1,
      ...sealParts(this.#vault, key, one.id, split(form.definition, one.answers)),
      at: time(one.at),
      updated_at: time(one.at),
      by_user: one.ownerId,
    });
  }

  #ofCase(one: Owned & { caseId: string; personId: string }): Row {
    return { ...owned(one), programme: this.#programme, case_id: one.caseId, person_id: one.personId };
  }

  #newKey(organisationId: string, subjectId: string): SubjectKey {
    const { key, wrapped } = this.#vault.newKey(organisationId, subjectId);
    this.#put('data_key', { id: subjectId, organisation_id: organisationId, wrapped: bytes(wrapped) });
    return key;
  }

  #sealed(key: SubjectKey, place: string, value: unknown): string | null {
    return value === undefined ? null : bytes(this.#vault.seal(key, place, value));
  }

  #put(table: string, row: Row): void {
    this.tables.get(table)!.push(row);
  }
}
