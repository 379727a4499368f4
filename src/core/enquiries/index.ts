import type { Insertable } from 'kysely';
import type { Answers } from '../../kernel/form/index.ts';
import { absent, Problem, uuidv7 } from '../../kernel/index.ts';
import { newCase } from '../cases/index.ts';
import { pastTime, requireCode, requirePerson, requireProgramme, requireRead } from '../checks.ts';
import { raisedFlags } from '../flags.ts';
import { pageFrom, readCursor } from '../paging.ts';
import { type Operation, operation } from '../ports.ts';
import { prepared } from '../prepared.ts';
import type { Facts } from '../rows.ts';
import type { Tables } from '../tables/index.ts';
import * as contracts from './contract.ts';

const record = operation(contracts.record, {
  subject: (_, output) => output?.id,
  run: async (context, input) => {
    const { db, actor, now, definitions, vault, keys } = context;
    const programme = requireProgramme(context, input.programme);
    requireCode(definitions, 'channel', 'channel', input.channel);
    requireCode(definitions, 'topic', 'topic', input.topic);
    requireCode(definitions, 'destination', 'destination', input.destination);
    for (const [index, sign] of (input.signs ?? []).entries()) requireCode(definitions, 'sign', `signs.${index}`, sign);
    const at = pastTime('at', input.at, now);
    if (input.personId) await requirePerson(context, input.personId);
    const { channel, topic, destination, sex, ageBand, signs = [] } = input;
    const flags = raisedFlags(programme, told({ channel, topic, signs, ageBand, sex, destination }), now.toISOString());
    const id = input.id ?? uuidv7(now.getTime());
    // The key is made even without a note: it seals the journal's copy, and erasing it erases that too.
    const { key, wrapped } = keys.make(actor.organisationId, id);
    const made = insert(db, {
      id,
      wrapped,
      organisation_id: actor.organisationId,
      team_id: actor.teamIds[0] ?? null,
      owner_id: actor.userId,
      programme: input.programme,
      channel,
      topic,
      destination: destination ?? null,
      sex: sex ?? null,
      age_band: ageBand ?? null,
      answered: input.answered,
      answered_at: input.answered ? at : null,
      flags: JSON.stringify(flags),
      signs,
      person_id: input.personId ?? null,
      note: input.note ? vault.seal(key, `enquiry.note:${id}`, input.note) : null,
      at,
      recorded_at: now,
    });
    context.withCommit(made);
    return { id, flags };
  },
});

const insert = prepared((db, { wrapped, ...row }: { wrapped: Buffer } & Insertable<Tables['enquiry']>) =>
  db
    .with('made_key', (one) =>
      one.insertInto('data_key').values({ id: row.id, organisation_id: row.organisation_id, wrapped, erased_at: null }),
    )
    .insertInto('enquiry')
    .values(row),
);

const weigh = operation(contracts.weigh, {
  run: async (context, { programme, answers }) => ({
    flags: raisedFlags(requireProgramme(context, programme), answers as Answers, context.now.toISOString()),
  }),
});

/** What was told, without what was not: an expression takes a missing answer for blank. */
const told = (answers: Record<string, unknown>): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Answers;

const answer = operation(contracts.answer, {
  subject: ({ id }) => id,
  run: async ({ db, now, actor }, { id }) => {
    const row = await db
      .updateTable('enquiry')
      .set((eb) => ({ answered_at: eb.fn.coalesce('answered_at', eb.val(now)) }))
      .where('id', '=', id)
      .where('organisation_id', '=', actor.organisationId)
      .returning('answered_at')
      .executeTakeFirst();
    if (!row?.answered_at) throw absent();
    return { answeredAt: row.answered_at.toISOString() };
  },
});

const openCase = operation(contracts.openCase, {
  subject: (_, output) => output?.caseId,
  run: async (context, input) => {
    const [enquiry, person] = await Promise.all([
      context.db
        .selectFrom('enquiry')
        .select(['organisation_id', 'programme', 'channel', 'topic', 'destination', 'case_id', 'flags', 'signs'])
        .where('id', '=', input.enquiryId)
        .executeTakeFirst(),
      requirePerson(context, input.personId),
    ]);
    if (!enquiry || enquiry.organisation_id !== context.actor.organisationId) throw absent();
    const counted = () =>
      new Problem('enquiry.counted', enquiry.case_id ? { params: { caseId: enquiry.case_id } } : {});
    if (enquiry.case_id) throw counted();
    const made = newCase(context, {
      id: input.caseId,
      enquiryId: input.enquiryId,
      personId: input.personId,
      person,
      programme: enquiry.programme,
      channel: enquiry.channel,
      topic: enquiry.topic,
      destination: enquiry.destination,
      place: person.place,
      signs: enquiry.signs,
      flags: enquiry.flags,
      consent: input.consent,
    });
    // One statement: of two who open the same enquiry at once, the second finds it counted, and its case is undone.
    const { numUpdatedRows } = await made.statement
      .updateTable('enquiry')
      .set({ case_id: made.id, person_id: input.personId })
      .where('id', '=', input.enquiryId)
      .where('case_id', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw counted();
    await made.begin();
    return { caseId: made.id, number: made.number };
  },
});

const list = operation(contracts.list, {
  run: async (context, { limit, after, channel, topic, answered, open }) => {
    requireRead(context, 'operational');
    const { db, actor, keys, vault } = context;
    const counted = actor.role.read.includes('statistical');
    const from = readCursor(after, 'time');
    let query = db
      .selectFrom('enquiry as e')
      .leftJoin('team as t', 't.id', 'e.team_id')
      .leftJoin('data_key as k', 'k.id', 'e.id')
      .select([
        'e.id',
        'e.at',
        'e.programme',
        'e.channel',
        'e.topic',
        'e.destination',
        'e.sex',
        'e.age_band',
        'e.answered',
        'e.answered_at',
        'e.person_id',
        'e.case_id',
        'e.flags',
        'e.note',
        'e.organisation_id',
        't.name as team',
        'k.wrapped',
      ])
      .orderBy('e.at', 'desc')
      .orderBy('e.id', 'desc')
      .limit(limit + 1);
    if (channel) query = query.where('e.channel', '=', channel);
    if (topic) query = query.where('e.topic', '=', topic);
    if (answered !== undefined) query = query.where('e.answered', '=', answered);
    if (open !== undefined)
      query = query.where((eb) => {
        const isOpen = eb.and([eb('e.answered_at', 'is', null), eb('e.case_id', 'is', null)]);
        return open ? isOpen : eb.not(isOpen);
      });
    if (from) query = query.where((eb) => eb(eb.refTuple('e.at', 'e.id'), '<', eb.tuple(new Date(from.key), from.id)));
    const { rows, next } = pageFrom(await query.execute(), limit, ({ at, id }) => ({ key: at.toISOString(), id }));
    const readsNotes = actor.role.read.includes('account');
    return {
      items: rows.map((row) => {
        const key = readsNotes && row.note && row.wrapped && keys.learn(row.organisation_id, row.id, row.wrapped);
        return {
          id: row.id,
          at: row.at.toISOString(),
          programme: row.programme,
          channel: row.channel,
          topic: row.topic,
          destination: row.destination ?? undefined,
          sex: counted ? ((row.sex ?? undefined) as Facts['sex']) : undefined,
          ageBand: counted ? ((row.age_band ?? undefined) as Facts['ageBand']) : undefined,
          answered: row.answered,
          answeredAt: row.answered_at?.toISOString(),
          team: row.team ?? undefined,
          personId: row.person_id ?? undefined,
          caseId: row.case_id ?? undefined,
          flags: row.flags,
          note: key && row.note ? vault.unseal<string>(key, `enquiry.note:${row.id}`, row.note) : undefined,
        };
      }),
      ...(next && { next }),
    };
  },
});

export const enquiryOperations = [record, weigh, answer, openCase, list] as Operation[];
