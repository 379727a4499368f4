import {
  type Answers,
  type HeldAt,
  type HtcdsField,
  type HtcdsHolding,
  type HtcdsValue,
  join,
  toHtcds,
  say as told,
} from '../../kernel/form/index.ts';
import type { SensitivityClass } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { stands } from '../cases/index.ts';
import { openParts, recordStandard } from '../forms/index.ts';
import { contactOf, factsOf, identityOf, personRows } from '../people/index.ts';
import type { Context } from '../ports.ts';

/** One record of a case: the first is of the case itself, others of what it has several of. */
export interface StandardRecord {
  record: string;
  instance?: number;
  fields: Record<string, HtcdsValue>;
}
export interface StandardCase {
  case: string;
  records: StandardRecord[];
}

/** Cases of one's own organisation in the record standard, each cut down to what the caller reads, in the order of `ids`. */
export async function standardCases(
  context: Context,
  ids: readonly string[],
  named: boolean,
): Promise<{ cases: StandardCase[]; unknownCodes: number }> {
  if (ids.length === 0) return { cases: [], unknownCodes: 0 };
  const { db, actor, definitions, keys, vault, now } = context;
  const standard = recordStandard();
  const withheld: readonly SensitivityClass[] = named ? [] : ['identity', 'contact'];
  const classes = actor.role.read.filter((one) => !withheld.includes(one));
  const [files, consents, referrals, entries, organisation] = await Promise.all([
    db
      .selectFrom('case_file as c')
      .innerJoin('data_key as k', 'k.id', 'c.id')
      .leftJoin('app_user as o', 'o.id', 'c.owner_id')
      .select([
        'c.id',
        'c.number',
        'c.programme',
        'c.person_id',
        'c.closed_at',
        'c.closing_reason',
        'c.organisation_id',
      ])
      .select(['k.wrapped', 'o.name as owner'])
      .where(among('c.id', ids))
      .execute(),
    db
      .selectFrom('consent')
      .select(['case_id', 'purpose', 'expires_at', 'withdrawn_at'])
      .where(among('case_id', ids))
      .where('purpose', '=', 'record')
      .execute(),
    db
      .selectFrom('referral as r')
      .innerJoin('organisation as o', 'o.id', 'r.to_organisation_id')
      .select(['r.case_id', 'r.sent_at', 'o.name as to'])
      .where(among('r.case_id', ids))
      .orderBy('r.sent_at')
      .execute(),
    db
      .selectFrom('entry')
      .select(['id', 'case_id', 'form', 'version', 'answers', 'sealed'])
      .where(among('case_id', ids))
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db.selectFrom('organisation').select('name').where('id', '=', actor.organisationId).executeTakeFirstOrThrow(),
  ]);
  const people = await peopleOf(
    context,
    files.map(({ person_id }) => person_id),
    classes,
  );
  const entriesOf = grouped(entries);
  const consentsOf = grouped(consents);
  const referralsOf = grouped(referrals);
  const codeList = (code: string) => definitions.codeList(code)?.items;
  let unknownCodes = 0;
  const made = new Map<string, StandardCase>();
  for (const file of files) {
    if (!file.wrapped || file.organisation_id !== actor.organisationId) continue;
    const key = keys.learn(file.organisation_id, file.id, file.wrapped);
    const reasons = definitions.programme(file.programme)?.closingReasons;
    const held: Partial<Record<HeldAt, string | string[] | boolean | undefined>> = {
      ...people.get(file.person_id),
      'case.organisation': organisation.name,
      'case.owner': file.owner ?? undefined,
      'case.status': file.closed_at ? 'closed' : 'open',
      'case.closingReason':
        classes.includes('operational') && file.closing_reason
          ? (told(reasons?.find(({ code }) => code === file.closing_reason)?.label, 'en', 'en') ?? file.closing_reason)
          : undefined,
      'case.consent': (consentsOf.get(file.id) ?? []).some((one) => stands(one, now)),
    };
    const top: StandardRecord = { record: 'case', fields: heldFields(standard.holdings, held) };
    const records: StandardRecord[] = (referralsOf.get(file.id) ?? []).map((one, index) => ({
      record: 'referral',
      instance: index + 1,
      fields: heldFields(standard.holdings, {
        'referral.to': one.to,
        'referral.sentAt': one.sent_at.toISOString().slice(0, 10),
      }),
    }));
    for (const entry of entriesOf.get(file.id) ?? []) {
      const form = await definitions.form(entry.form, entry.version);
      if (!form) continue;
      const answers: Answers = join(Object.values(openParts(vault, key, form.definition, entry, classes)));
      const out = toHtcds(form.definition, answers, standard.fields, codeList);
      unknownCodes += out.unknownCodes.length;
      for (const one of out.records) {
        const { alone, several } =
          one.record === 'case' ? parted(one.fields, standard.fields) : { alone: {}, several: one.fields };
        // What a case has one of is what was said last; what it has several of stands by itself.
        Object.assign(top.fields, alone);
        if (Object.keys(several).length === 0) continue;
        const name = one.record === 'case' ? entry.form : one.record;
        const instance = records.filter(({ record }) => record === name).length + 1;
        records.push({ record: name, instance, fields: several });
      }
    }
    made.set(file.id, { case: file.number, records: [top, ...records] });
  }
  return { cases: ids.flatMap((id) => made.get(id) ?? []), unknownCodes };
}

async function peopleOf(
  context: Context,
  ids: readonly string[],
  classes: readonly SensitivityClass[],
): Promise<Map<string, Partial<Record<HeldAt, string | string[] | undefined>>>> {
  const rows = await personRows(context.db)
    .where(among('p.id', [...new Set(ids)]))
    .execute();
  return new Map(
    rows.map((row) => {
      const identity = classes.includes('identity') ? identityOf(context, row) : undefined;
      const contact = classes.includes('contact') ? contactOf(context, row) : undefined;
      const facts = factsOf(context, row);
      const held: Partial<Record<HeldAt, string | string[] | undefined>> = {
        'person.name': identity?.name,
        'person.birth': identity?.birth?.value,
        'person.document': identity?.documents?.[0]?.number,
        'person.sex': facts.sex,
        'person.nationalities': facts.nationalities,
        'contact.phone': contact?.phones?.[0]?.number,
        'contact.phone.second': contact?.phones?.[1]?.number,
        'contact.email': contact?.email,
        'contact.address': contact?.address,
      };
      return [row.id, held];
    }),
  );
}

function heldFields(
  holdings: Readonly<Record<string, HtcdsHolding>>,
  held: Partial<Record<HeldAt, HtcdsValue | undefined>>,
): Record<string, HtcdsValue> {
  return Object.fromEntries(
    Object.entries(holdings).flatMap(([name, holding]): [string, HtcdsValue][] => {
      if ('not' in holding || holding.way === 'in') return [];
      const value = held[holding.at];
      if (value === undefined || value === '') return [];
      return [[name, typeof value === 'string' ? (holding.gives?.[value] ?? value) : value]];
    }),
  );
}

/** What the standard lets a case have several of, apart from what it has one of. */
function parted(fields: Record<string, HtcdsValue>, standard: readonly HtcdsField[]) {
  const repeatable = new Set(standard.filter((one) => one.repeatable).map(({ name }) => name));
  const some = (wanted: boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => repeatable.has(name) === wanted));
  return { alone: some(false), several: some(true) };
}

function grouped<T extends { case_id: string | null }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    if (row.case_id === null) continue;
    const others = found.get(row.case_id);
    if (others) others.push(row);
    else found.set(row.case_id, [row]);
  }
  return found;
}
