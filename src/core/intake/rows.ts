/** The rows that a thousand rows of a register become, sealed as the core seals them, and written a table at a time. */
import { sql } from 'kysely';
import type { Answers } from '../../kernel/form/index.ts';
import { split } from '../../kernel/form/index.ts';
import { ageBand, type Programme, readableNumber, uuidv7 } from '../../kernel/index.ts';
import { isFinal, type reckoningOf, recordPurpose, screeningWithin, startedClocks } from '../cases/index.ts';
import { raisedFlags } from '../flags.ts';
import { sealParts } from '../forms/index.ts';
import type { Context, SubjectKey } from '../ports.ts';
import type { Draft } from './judge.ts';
import type { Reading } from './plan.ts';

type Row = Record<string, unknown>;
/** What a case copies of its person. */
export interface Facts {
  id: string;
  sex: string | null;
  birth_year: number | null;
  nationalities: readonly string[];
  place: string | null;
}

const bytes = (value: Uint8Array): string => `\\x${Buffer.from(value).toString('hex')}`;

/** In the order in which they refer to each other. */
const tables = [
  'data_key',
  'person',
  'person_index',
  'case_file',
  'case_stage',
  'enquiry',
  'entry',
  'task',
  'consent',
  'deadline',
  'intake_row',
] as const;

export class IntakeRows {
  readonly #context: Context;
  readonly #reading: Reading;
  readonly #programme: Programme;
  readonly #reckoning: Awaited<ReturnType<typeof reckoningOf>>;
  readonly #rows = new Map<string, Row[]>(tables.map((name) => [name, []]));
  readonly #owned: { organisation_id: string; team_id: string | null; owner_id: string };
  readonly #now: string;
  /** Of what one row made. */
  #made: string[] = [];

  constructor(
    context: Context,
    reading: Reading,
    programme: Programme,
    reckoning: Awaited<ReturnType<typeof reckoningOf>>,
  ) {
    this.#context = context;
    this.#reading = reading;
    this.#programme = programme;
    this.#reckoning = reckoning;
    const { actor, now } = context;
    this.#owned = { organisation_id: actor.organisationId, team_id: actor.teamIds[0] ?? null, owner_id: actor.userId };
    this.#now = now.toISOString();
  }

  person(draft: Draft, tokens: readonly string[]): Facts {
    const { vault, actor } = this.#context;
    const [id, key] = this.#subject();
    const { sex = null, birthYear = null, nationality, place = null } = draft;
    const facts = { id, sex, birth_year: birthYear, nationalities: nationality ? [nationality] : [], place };
    this.#put('person', {
      ...facts,
      number: readableNumber('BN'),
      ...this.#owned,
      revision: 1,
      identity: bytes(vault.seal(key, `person.identity:${id}`, draft.identity)),
      contact: draft.contact ? bytes(vault.seal(key, `person.contact:${id}`, draft.contact)) : null,
      safe_contact: null,
      registered_at: this.#now,
      updated_at: this.#now,
    });
    this.#put('person_index', {
      person_id: id,
      ...this.#owned,
      // As text: they pass 2^53.
      tokens: `{${vault.searchTokens(actor.organisationId, tokens).join(',')}}`,
    });
    return facts;
  }

  case(draft: Draft, person: Facts): string {
    const { vault, now, actor } = this.#context;
    const { codes, answers } = draft;
    const [id, key] = this.#subject();
    const opened = this.#at(draft.opened);
    const closed = draft.closed === undefined ? null : this.#at(draft.closed);
    const end = this.#programme.stages.find(({ code }) => isFinal(this.#programme, code));
    const stage = closed && end ? end.code : this.#programme.firstStage;
    const facts = {
      channel: codes.channel ?? null,
      topic: codes.topic ?? null,
      destination: codes.destination ?? null,
      sex: draft.sex ?? person.sex,
      age_band: ageBand((draft.birthYear ?? person.birth_year)?.toString(), opened.slice(0, 10)) ?? null,
    };
    const flags = this.#flags(facts, answers);
    const belongs = { ...this.#owned, programme: this.#programme.code, case_id: id, person_id: person.id };
    this.#put('case_file', {
      id,
      number: readableNumber('BC'),
      ...this.#owned,
      revision: 1,
      person_id: person.id,
      enquiry_id: null,
      programme: this.#programme.code,
      stage,
      ...facts,
      place: draft.place ?? person.place,
      nationality: draft.nationality ?? person.nationalities[0] ?? null,
      flags,
      waivers: [],
      closing_reason: closed ? (codes.closingReason ?? null) : null,
      opened_at: opened,
      closed_at: closed,
      last_contact_at: closed ?? opened,
      updated_at: this.#now,
    });
    if (closed) this.#put('case_stage', { id: this.#id(), case_id: id, stage, at: closed, by_user: actor.userId });
    const { consent } = this.#reading.plan;
    if (consent !== 'unsaid' || codes.consent === 'yes')
      this.#put('consent', {
        id: this.#id(),
        ...belongs,
        purpose: recordPurpose,
        how: consent === 'oral' ? 'oral' : 'written',
        given_by: 'self',
        given_at: opened,
      });
    if (!closed && flags.length > 0)
      this.#put('task', {
        id: this.#id(),
        ...belongs,
        kind: 'screening',
        due_at: new Date(now.getTime() + screeningWithin).toISOString(),
        created_at: this.#now,
      });
    const { form } = this.#reading;
    if (form && Object.keys(answers).length > 0) {
      const entry = this.#id();
      this.#put('entry', {
        id: entry,
        ...belongs,
        form: form.definition.code,
        version: form.version,
        revision: 1,
        ...sealParts(vault, key, entry, split(form.definition, answers)),
        at: opened,
        updated_at: this.#now,
        by_user: actor.userId,
      });
    }
    if (!closed) {
      const timed = { ...this.#owned, id, programme: belongs.programme, person_id: person.id };
      const corridor = {
        destination: facts.destination,
        nationality: person.nationalities[0] ?? null,
        place: person.place,
      };
      for (const clock of startedClocks(this.#context, { ...timed, ...corridor }, stage, this.#reckoning)) {
        this.#put('deadline', { ...clock, term: JSON.parse(clock.term), stops: [] });
        this.#made.push(clock.id);
      }
    }
    return id;
  }

  contact(draft: Draft): string {
    const { vault } = this.#context;
    const { codes } = draft;
    const [id, key] = this.#subject();
    const at = this.#at(draft.opened);
    const answered = codes.answered !== 'no';
    const facts = {
      channel: codes.channel ?? null,
      topic: codes.topic ?? null,
      destination: codes.destination ?? null,
      sex: draft.sex ?? null,
      age_band: ageBand(draft.birthYear?.toString(), at.slice(0, 10)) ?? null,
    };
    this.#put('enquiry', {
      id,
      ...this.#owned,
      programme: this.#programme.code,
      ...facts,
      answered,
      answered_at: answered ? at : null,
      flags: this.#flags(facts, {}),
      signs: [],
      note: draft.note ? bytes(vault.seal(key, `enquiry.note:${id}`, draft.note)) : null,
      at,
      recorded_at: this.#now,
    });
    return id;
  }

  /** What a row of the file became; everything since the last call of this is its. */
  became(
    intakeId: string,
    seq: number,
    { sheet, row }: Draft,
    what: { person_id?: string; case_id?: string; enquiry_id?: string; alike_id?: string | undefined },
  ): void {
    const made = `{${this.#made.join(',')}}`;
    this.#made = [];
    const blank = { person_id: null, case_id: null, enquiry_id: null, alike_id: null, kept: false };
    this.#put('intake_row', { intake_id: intakeId, seq, sheet, row, ...blank, ...what, made });
  }

  /** All tables are sent at once and written in their order. JSON, because COPY is refused under row-level security. */
  async write(): Promise<void> {
    const { db } = this.#context;
    await Promise.all(
      [...this.#rows].map(([name, rows]) => {
        if (rows.length === 0) return undefined;
        const columns = sql.join(Object.keys(rows[0]!).map((column) => sql.ref(column)));
        return sql`insert into ${sql.table(name)} (${columns}) select ${columns}
          from json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::json)`.execute(db);
      }),
    );
  }

  #subject(): [id: string, key: SubjectKey] {
    const { vault, actor } = this.#context;
    const id = this.#id();
    const { key, wrapped } = vault.newKey(actor.organisationId, id);
    this.#put('data_key', { id, organisation_id: actor.organisationId, wrapped: bytes(wrapped) });
    return [id, key];
  }

  #id(): string {
    const id = uuidv7(this.#context.now.getTime());
    this.#made.push(id);
    return id;
  }

  /** In the middle of a day, which is that day wherever the house is; a month or a year begins with its first. */
  #at(day: string | undefined): string {
    if (day === undefined) return this.#now;
    const at = `${`${day}-01-01`.slice(0, 10)}T06:00:00.000Z`;
    return at < this.#now ? at : this.#now;
  }

  #flags(facts: Record<string, string | null>, answers: Answers) {
    const { age_band: ageBand, ...rest } = facts;
    const told = Object.entries({ ...rest, ageBand }).filter(([, value]) => value !== null);
    return raisedFlags(this.#programme, { ...(Object.fromEntries(told) as Answers), ...answers }, this.#now);
  }

  #put(table: (typeof tables)[number], row: Row): void {
    this.#rows.get(table)!.push(row);
  }
}
