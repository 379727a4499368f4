import type { FormDefinition } from '../../src/kernel/form/index.ts';
import type { Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import type { Random } from '../../src/server/province/random.ts';
import type { Known } from './known.ts';
import { uuid } from './shapes.ts';

export const supplied = suppliedDefinitions();
export const programme = supplied.find(({ kind }) => kind === 'programme')!.body as Programme;

export const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');

/** A code list under a name of its own: publishing it takes nothing away from the house. */
export const someList = (random: Random, code: string) => ({
  code,
  title: { en: `List ${code}` },
  items: Array.from({ length: random.between(1, 4) }, (_, at) => ({ code: `one${at}`, label: { en: `One ${at}` } })),
});

export type Pick = (field: string, random: Random) => unknown;
/** Jobs, costs, loans, recruiters, rates. */
export function recruitmentFields(
  name: string,
  idOf: (table: string, random: Random) => string,
  code: (list: string) => Pick,
): Record<string, Pick> {
  const csv = (...lines: string[]): string => Buffer.from(lines.join('\n')).toString('base64');
  return {
    ...(name.endsWith('.remove') && { caseId: (_: string, random: Random) => idOf('recruited', random) }),
    cost: code('list recruitmentCost'),
    payer: code('list costPayer'),
    phase: code('list costPhase'),
    lender: code('list lender'),
    kind: code('list recruiterKind'),
    amount: () => 5_000,
    principal: () => 5_000,
    refunded: () => undefined,
    per: () => 'month',
    rate: () => 3,
    on: () => '2026-10-01',
    terms: () => ({ pay: 5_000 }),
    recruiterId: (_, random) => idOf('recruiter', random),
    country: () => 'VN',
    origin: () => 'VN',
    destination: () => 'JP',
    destinations: () => ['JP'],
    otherNames: () => ['Other'],
    website: () => 'https://example.org',
    licences: () => [],
    base: () => 'USD',
    day: () => '2026-10-01',
    file: () =>
      name === 'rate.upload'
        ? csv('currency,base,day,rate,source', 'VND,USD,2026-10-01,26000,Bank')
        : csv('name,country,licence,issuer,source', 'Ban Mai,VN,1,DOLAB,List'),
    ...(name === 'offer.set' && { revision: () => undefined }),
  };
}

/** Numbers and texts of a gateway, and to whom a message may go. */
export function messageFields(
  name: string,
  { revisions, codes }: Known,
  { organisationId }: { organisationId: string },
  idOf: (table: string, random: Random) => string,
): Record<string, Pick> {
  const number = () => '+84 90 100 00 00';
  return {
    ...(name === 'message.receive' && {
      '': (_: string, random: Random) =>
        random.chance(0.5)
          ? { from: number(), text: random.pick(['4', 'STOP', 'start', 'Ai đấy?']) }
          : { id: idOf('message', random), status: random.pick(['delivered', 'lost']) },
    }),
    ...(name === 'message.send' && {
      '': (_: string, random: Random) =>
        random.chance(0.5) ? { caseId: idOf('may be written to', random), template: 'please-call' } : undefined,
      caseId: (_: string, random: Random) => idOf('may be written to', random),
    }),
    ...(name === 'message.setSender' && { revision: () => revisions.get(organisationId) }),
    template: (_, random) => random.pick(codes.get('message')!),
    to: number,
  };
}

export function moveFields({ rows, revisions }: Known, { teamIds }: { teamIds: string[] }) {
  const all = rows.get('moving')!;
  const near = all.filter((row) => teamIds.includes(row.team_id ?? ''));
  let chosen = all[0]!;
  return {
    id: (_: string, random: Random) => {
      chosen = random.pick(near.length > 0 ? near : all);
      return chosen.id;
    },
    revision: () => revisions.get(chosen.id),
    to: (_: string, random: Random) =>
      random.pick(programme.transitions.filter(({ from }) => from === chosen.stage))?.to ?? chosen.stage,
  };
}

export function referralFields(
  { agreed }: Known,
  { organisationId, teamIds }: { organisationId: string; teamIds: string[] },
) {
  const near = agreed.filter((one) => one.organisation_id === organisationId && teamIds.includes(one.team_id ?? ''));
  let chosen = agreed[0]!;
  return {
    caseId: (_: string, random: Random) => {
      chosen = random.pick(near.length > 0 ? near : agreed);
      return chosen.case_id;
    },
    consentId: () => chosen.id,
    purpose: () => chosen.purpose,
    toOrganisationId: () => chosen.to_id,
    expiresAt: () => '2027-12-01T08:00:00Z',
    kind: () => 'referral',
    checklist: () => 'return-steps',
    fields: () => ['case.programme', 'person.name'],
  };
}

export function entryFields(known: Known) {
  let entry = known.entries[0]!;
  return {
    form: (_: string, random: Random) => {
      entry = random.pick(known.entries);
      return entry.form;
    },
    id: (_: string, random: Random) => uuid(random),
    version: () => 1,
    revision: (_: string, random: Random) => (random.chance(0.05) ? 1 : undefined),
    answers: () => entry.answers,
  };
}

/** What to publish is chosen with the kind, so that kind, code, body and file belong together. */
export function definitionFields() {
  let chosen = { kind: 'codeList', code: 'channel', body: supplied[0]!.body as unknown };
  return {
    kind: (_: string, random: Random) => {
      const own = { kind: 'codeList', code: `fuzz-${random.digits(6)}` };
      chosen = random.chance(0.3) ? { ...own, body: someList(random, own.code) } : random.pick(supplied);
      return chosen.kind;
    },
    code: () => chosen.code,
    version: () => 1,
    body: () => chosen.body,
    file: (_: string, random: Random) =>
      base64(chosen.kind === 'codeList' && random.chance(0.3) ? 'code,label::en\na,A\n"b","=1+1"\n' : chosen.body),
    fileName: () => `${chosen.code}.json`,
    format: (_: string, random: Random) => random.pick(['json', 'csv', 'xlsx']),
  };
}

/** The smallest PNG that is one. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function attachmentFields(idOf: (table: string, random: Random) => string) {
  return {
    id: (_: string, random: Random) => idOf('attachment', random),
    form: () => papers.code,
    field: () => 'passport',
    version: () => 1,
    name: () => 'passport.png',
    bytes: () => dot,
  };
}

/** A form that takes a file, which none of the supplied ones does. */
export const papers: FormDefinition = {
  code: 'papers',
  version: 1,
  title: { en: 'Papers' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [{ kind: 'field', name: 'passport', type: 'photo', class: 'operational', label: { en: 'Passport' } }],
};
