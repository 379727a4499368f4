import { sql } from 'kysely';
import { absent, Problem, sensitivityClasses } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { ownCase } from '../cases/index.ts';
import { requireRead } from '../checks.ts';
import { makeFile } from '../made-file.ts';
import type { LeafletPaper, Paper, PaperCase, PaperPerson } from '../paper.ts';
import { contactOf, factsOf, identityOf, ownPerson, safeContactOf } from '../people/index.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import { readProfile } from '../profiles/index.ts';
import * as contracts from './contract.ts';
import { casesOf, headOf } from './gather.ts';

/** What was referred may be read by its recipient, not printed: paper goes on from hand to hand. */
const printCase = operation(contracts.printCase, {
  subject: ({ id }) => id,
  run: async (context, { id, language, reason }) => {
    requireRead(context, 'operational');
    const { person_id: personId } = await ownCase(context, id);
    const [head, row, [file]] = await Promise.all([
      headOf(context, language, reason),
      ownPerson(context, personId),
      casesOf(context, [id]),
    ]);
    const person: PaperPerson = {
      number: row.number,
      identity: identityOf(context, row),
      facts: factsOf(context, row),
    };
    return put(context, { kind: 'case', head, person, file: file! }, file!.number);
  },
});

/**
 * The person's right to see what is held. The copy is whole or is not made: one that leaves out what a role may not read,
 * or the cases of another team, would say that there is no more.
 */
const copyPerson = operation(contracts.copyPerson, {
  subject: ({ id }) => id,
  run: async (context, { id, language, reason }) => {
    const { db, actor, keys, vault } = context;
    if (!actor.role.grants.includes('person.reveal') || actor.role.scope !== 'organisation')
      throw new Problem('grant.missing');
    for (const one of sensitivityClasses) requireRead(context, one);
    const row = await ownPerson(context, id);
    const [cases, enquiries, merged] = await Promise.all([
      db.selectFrom('case_file').select('id').where('person_id', '=', id).execute(),
      db
        .selectFrom('enquiry')
        .select(['id', 'at', 'channel', 'topic', 'note'])
        .where('person_id', '=', id)
        .orderBy('at')
        .execute(),
      db.selectFrom('merge').select('merged_id').where('kept_id', '=', id).where('undone_at', 'is', null).execute(),
    ]);
    const caseIds = cases.map((one) => one.id);
    const subjects = [id, ...merged.map((one) => one.merged_id), ...caseIds, ...enquiries.map((one) => one.id)];
    const [head, files, doings] = await Promise.all([
      headOf(context, language, reason),
      casesOf(context, caseIds),
      doingsWith(context, subjects),
    ]);
    const asked = [];
    for (const { id: enquiryId, at, channel, topic, note } of enquiries) {
      const key = note && (await keys.find(enquiryId));
      asked.push({
        at,
        channel,
        topic,
        note: key ? vault.unseal<string>(key, `enquiry.note:${enquiryId}`, note) : undefined,
      });
    }
    const person = {
      number: row.number,
      identity: identityOf(context, row),
      facts: factsOf(context, row),
      contact: contactOf(context, row),
      safeContact: safeContactOf(context, row),
      registeredAt: row.registered_at,
    };
    return put(
      context,
      { kind: 'person', head, person, files: files.map(withoutStaff), enquiries: asked, doings },
      row.number,
    );
  },
});

/** Who works here can be put under pressure: a paper that leaves the house names none of them. */
const withoutStaff = (file: PaperCase): PaperCase => ({
  ...file,
  owner: undefined,
  entries: file.entries.map((entry) => ({ ...entry, by: undefined })),
});

/** By what was done and in which role, from the journal: how often, and when last. */
async function doingsWith({ db }: Context, subjects: readonly string[]) {
  const rows = await db
    .selectFrom('journal as j')
    .leftJoin('app_user as u', 'u.id', 'j.actor_id')
    .select(['j.operation', 'u.role', sql<string>`count(*)`.as('times'), sql<Date>`max(j.at)`.as('last')])
    .where(among('j.subject_id', subjects))
    .where('j.outcome', '=', 'done')
    .groupBy(['j.operation', 'u.role'])
    .orderBy('j.operation')
    .orderBy('u.role')
    .execute();
  return rows.map(({ operation: name, role, times, last }) => ({
    operation: name,
    role: role ?? '',
    times: Number(times),
    last,
  }));
}

async function put(context: Context, paper: Paper, number: string) {
  const body = await context.ports.printer.print(paper);
  const name = `${number}.pdf`;
  return { file: await makeFile(context, name, 'application/pdf', body), name, size: body.length };
}

/** It goes from hand to hand: what is not for everybody stays in the house, and no staff is named. */
const printProfile = operation(contracts.printProfile, {
  run: async (context, { destination, origin, language }) => {
    const [head, { sections }] = await Promise.all([
      headOf(context, language, ''),
      readProfile(context, { destination, origin }),
    ]);
    const told = sections.flatMap(({ kind, origin: from, published, stale }): LeafletPaper['sections'][number][] =>
      published?.public && (from === undefined || from === origin) ? [{ kind, origin: from, stale, ...published }] : [],
    );
    if (told.length === 0) throw absent();
    return put(context, { kind: 'leaflet', head, destination, sections: told }, destination);
  },
});

export const paperOperations = [printCase, copyPerson, printProfile] as Operation[];
