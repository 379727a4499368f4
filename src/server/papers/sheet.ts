import type {
  CasePaper,
  Paper,
  PaperCase,
  PaperEntry,
  PaperPerson,
  PersonPaper,
  ReportPaper,
} from '../../core/paper.ts';
import type { Part, Section, Sheet } from '../../platform/print/index.ts';
import type { MessageKey } from '../../words/index.ts';
import type { Clerk } from './clerk.ts';
import { jobSections } from './job.ts';
import { leafletSheet } from './leaflet.ts';
import { type Fact, factsPart, orNothing, section, table } from './parts.ts';

/** A paper in words, part by part; a part with nothing in it is left out, but for what a reader would look for. */
export function sheetOf(paper: Paper, clerk: Clerk): Sheet {
  const { head } = paper;
  const { t } = clerk;
  const made = { organisation: head.organisation, date: clerk.day(head.at), by: head.by, reason: head.reason };
  // Paper inside the house says who had it made and what for; what goes out names no staff but in its own lines.
  const foot = {
    case: () => [(paper as CasePaper).file.number, t('paper.made', made)],
    person: () => [(paper as PersonPaper).person.number, made.organisation, made.date],
    report: () => [made.organisation, made.date],
    leaflet: () => [made.organisation, made.date],
  }[paper.kind]();
  return {
    language: head.language.split('-')[0]!,
    foot: foot.join(' · '),
    ...bodyOf(paper, clerk),
  };
}

function bodyOf(paper: Paper, clerk: Clerk): Pick<Sheet, 'title' | 'about' | 'sections'> {
  switch (paper.kind) {
    case 'case':
      return caseSheet(paper, clerk);
    case 'person':
      return personSheet(paper, clerk);
    case 'report':
      return reportSheet(paper);
    case 'leaflet':
      return leafletSheet(paper, clerk);
  }
}

/**
 * Lines of several cells are a table, under the first of them; a line of one cell before such a line is a heading, and any
 * other a text.
 */
function reportSheet({ lines }: ReportPaper): Pick<Sheet, 'title' | 'about' | 'sections'> {
  const filled = lines
    .map((line) => line.slice(0, line.findLastIndex((cell) => cell !== '') + 1))
    .filter((line) => line.length > 0);
  const [title, ...rest] = filled;
  const width = Math.max(1, ...rest.map((line) => line.length));
  const full = (line: readonly string[]): string[] => [...line, ...Array<string>(width - line.length).fill('')];
  const parts: Part[] = [];
  let heads: string[] | undefined;
  let rows: string[][] = [];
  const endTable = (): void => {
    if (heads && rows.length > 0) parts.push({ kind: 'table', heads, rows });
    rows = [];
  };
  for (const [at, line] of rest.entries()) {
    if (line.length > 1 && !heads) heads = full(line);
    else if (line.length > 1) rows.push(full(line));
    else {
      endTable();
      parts.push({ kind: heads && (rest[at + 1]?.length ?? 0) > 1 ? 'heading' : 'text', text: line[0]! });
    }
  }
  endTable();
  return { title: title?.join(' ') ?? '', about: [], sections: [{ title: '', parts }] };
}

function caseSheet({ file, person }: CasePaper, clerk: Clerk): Pick<Sheet, 'title' | 'about' | 'sections'> {
  const { t } = clerk;
  return {
    title: t('paper.case', { number: file.number }),
    about: [t('paper.caseAbout')],
    sections: [whoOf(person, clerk), ...fileSections(file, clerk, t('paper.file'))],
  };
}

function personSheet(paper: PersonPaper, clerk: Clerk): Pick<Sheet, 'title' | 'about' | 'sections'> {
  const { t, head } = clerk;
  const { person, files, enquiries, doings } = paper;
  const { organisation } = head;
  return {
    title: t('paper.person'),
    about: [t('paper.personAbout', { organisation })],
    sections: [
      whoOf(person, clerk, [[t('paper.registered'), clerk.day(person.registeredAt)]]),
      contactOf(person, clerk),
      ...files.flatMap((file) => fileSections(file, clerk, t('paper.case', { number: file.number }))),
      ...section(t('paper.enquiries'), [
        table(
          [t('paper.given'), t('desk.enquiry.channel.short'), t('desk.enquiry.topic'), t('paper.note')],
          enquiries.map((one) => [
            clerk.day(one.at),
            clerk.label('channel', one.channel),
            clerk.label('topic', one.topic),
            one.note,
          ]),
        ),
      ]),
      {
        title: t('paper.doings'),
        parts: [
          { kind: 'text', text: t('paper.doingsAbout', { organisation }) },
          ...table(
            [t('paper.what'), t('paper.role'), t('paper.times'), t('paper.last')],
            doings.map(({ operation, role, times, last }) => [
              // What has no words of its own is named by its code: better than not at all.
              t(`operation.${operation}` as MessageKey).replace(/^operation\./, ''),
              clerk.role(role),
              String(times),
              clerk.day(last),
            ]),
          ),
        ],
      },
    ],
  };
}

function whoOf({ number, identity, facts }: PaperPerson, clerk: Clerk, more: readonly Fact[] = []): Section {
  const { t } = clerk;
  const birth = identity?.birth;
  return {
    title: t('paper.who'),
    parts: factsPart([
      [t('desk.cases.number'), number],
      [t('desk.register.name'), identity?.name ?? t('form.coveredShort')],
      [t('desk.register.romanised'), identity?.romanised],
      [t('desk.register.callMe'), identity?.callMe],
      [t('paper.aliases'), identity?.aliases?.join(', ')],
      [
        t('desk.register.birth'),
        birth && `${clerk.partialDate(birth.value)}, ${t(`form.date.${birth.known}` as MessageKey)}`,
      ],
      ...(identity?.documents ?? []).map(
        ({ type, number: of, country }): Fact => [
          clerk.label('documentType', type) ?? type,
          [of, clerk.label('country', country)].filter(Boolean).join(', '),
        ],
      ),
      [t('desk.enquiry.sex'), facts.sex && t(`desk.sex.${facts.sex}`)],
      [t('desk.register.nationality'), facts.nationalities?.map((code) => clerk.label('country', code)).join(', ')],
      [t('desk.register.place'), clerk.place(facts.place)],
      ...more,
    ]),
  };
}

function contactOf({ contact, safeContact }: PaperPerson, clerk: Clerk): Section {
  const { t } = clerk;
  const parts = factsPart([
    [t('desk.safe.mayCall'), t(`desk.safe.${safeContact?.mayCall ?? 'unknown'}`)],
    [t('desk.safe.hours'), safeContact?.hours],
    [t('desk.safe.else'), safeContact?.ifSomebodyElseAnswers],
    [t('desk.safe.until'), safeContact?.until && clerk.partialDate(safeContact.until)],
    [t('message.title'), safeContact?.messages && t('message.yesIn', { ...safeContact.messages })],
    ...(contact?.phones ?? []).map(
      ({ number, whose }): Fact => [
        t('desk.reveal.phone'),
        whose === undefined ? number : t('paper.phoneOf', { number, whose }),
      ],
    ),
    [t('desk.reveal.email'), contact?.email],
    [t('desk.reveal.address'), contact?.address],
  ]);
  return { title: t('desk.case.reach'), parts };
}

function fileSections(file: PaperCase, clerk: Clerk, title: string): Section[] {
  const { t } = clerk;
  const day = (moment: Date | undefined): string | undefined => moment && clerk.day(moment);
  return [
    {
      title,
      parts: factsPart([
        [t('desk.enquiry.programme'), clerk.programme(file.programme)],
        [t('desk.enquiry.channel.short'), clerk.label('channel', file.channel)],
        [t('desk.enquiry.topic'), clerk.label('topic', file.topic)],
        [t('desk.enquiry.destination'), clerk.label('destination', file.destination)],
        [t('desk.cases.team'), file.team],
        [t('desk.cases.owner'), file.owner],
        [t('desk.cases.flags'), file.flags.map((flag) => clerk.told(flag)).join('; ') || undefined],
        [t('desk.stage.closedAt'), day(file.closedAt)],
        [t('desk.stage.reason'), clerk.closingReason(file.programme, file.closingReason)],
      ]),
    },
    ...section(t('paper.stages'), [
      table(
        [t('desk.cases.stage'), t('paper.since')],
        file.stages.map(({ stage, at }) => [clerk.stage(file.programme, stage), day(at)]),
      ),
    ]),
    ...section(t('paper.waivers'), [
      table(
        [t('desk.cases.stage'), t('paper.since'), t('desk.stage.reason')],
        file.waivers.map(({ to, at, reason }) => [
          clerk.stage(file.programme, to),
          day(at),
          reason ?? t('form.coveredShort'),
        ]),
      ),
    ]),
    {
      title: t('desk.consent.title'),
      parts: orNothing(
        clerk,
        table(
          [
            t('desk.consent.purpose'),
            t('desk.consent.recipient'),
            t('paper.given'),
            t('paper.ends'),
            t('paper.withdrawn'),
          ],
          file.consents.map((one) => [
            clerk.label('consentPurpose', one.purpose),
            one.recipient,
            [day(one.givenAt), t(`desk.consent.${one.how}` as MessageKey)].join(', '),
            day(one.expiresAt),
            day(one.withdrawnAt),
          ]),
        ),
      ),
    },
    {
      title: t('paper.sentTo'),
      parts: orNothing(
        clerk,
        table(
          [t('desk.referral.to'), t('desk.consent.purpose'), t('paper.sent'), t('paper.answer')],
          file.referrals.map((one) => [
            one.to,
            clerk.label('consentPurpose', one.purpose),
            day(one.sentAt),
            t(`desk.referral.status.${one.status}` as MessageKey),
          ]),
        ),
      ),
    },
    ...section(t('assistance.plan.title'), [
      table(
        [
          t('assistance.goal.kind'),
          t('assistance.goal.wording'),
          t('assistance.goal.due'),
          t('assistance.goal.outcome'),
          t('assistance.goal.note'),
        ],
        file.goals.map((one) => [
          clerk.label('goalKind', one.kind),
          one.wording,
          one.dueOn && clerk.partialDate(one.dueOn),
          t(one.outcome ? (`assistance.goal.outcome.${one.outcome}` as MessageKey) : 'assistance.goal.open'),
          one.note,
        ]),
      ),
      table(
        [
          t('assistance.service.service'),
          t('assistance.service.status'),
          t('assistance.service.provider'),
          t('assistance.service.startedOn'),
          t('assistance.service.endedOn'),
        ],
        file.services.map((one) => [
          clerk.label('service', one.service),
          [
            t(`assistance.service.status.${one.status}` as MessageKey),
            one.rating !== undefined && t('assistance.service.rated', { rating: one.rating }),
          ]
            .filter(Boolean)
            .join(', '),
          one.provider,
          one.startedOn && clerk.partialDate(one.startedOn),
          one.endedOn && clerk.partialDate(one.endedOn),
        ]),
      ),
    ]),
    ...section(t('assistance.stay.title'), [
      table(
        [t('assistance.stay.title'), t('paper.since'), t('desk.consent.expires')],
        file.stays.map(({ shelter, from, to }) => [shelter, day(from), day(to)]),
      ),
    ]),
    ...jobSections(file, clerk),
    ...section(t('paper.tasks'), [
      table(
        [t('paper.what'), t('paper.due'), t('paper.note')],
        file.tasks.map(({ kind, dueAt, note }) => [clerk.label('taskKind', kind), day(dueAt), note]),
      ),
    ]),
    ...section(
      t('desk.case.entries'),
      file.entries.map((entry) => entryParts(entry, clerk)),
    ),
  ];
}

function entryParts(entry: PaperEntry, clerk: Clerk): Part[] {
  const parts: Part[] = [
    {
      kind: 'heading',
      text: clerk.told(entry.definition.title) ?? entry.definition.code,
      aside: [clerk.day(entry.at), entry.by].filter(Boolean).join(', '),
    },
  ];
  let facts: [string, string][] = [];
  const flush = (): void => {
    if (facts.length > 0) parts.push({ kind: 'facts', facts });
    facts = [];
  };
  for (const line of clerk.answers(entry)) {
    if ('label' in line) facts.push([line.label, line.answer]);
    else {
      flush();
      parts.push({ kind: 'heading', text: line.heading });
    }
  }
  flush();
  return parts;
}
