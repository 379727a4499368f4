import { absent, type MessageTemplate, messageSize, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { belonging, ownCase } from '../cases/index.ts';
import { requireRead } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import { type Hindrance, type Reachable, reachable } from './allowed.ts';
import { type Content, compose, contentPlace, namesTime, senderOf, zoneOf } from './compose.ts';
import * as contracts from './contract.ts';
import { nextWithin } from './hours.ts';

interface About {
  caseId?: string | undefined;
  enquiryId?: string | undefined;
}

/** Of one's own organisation; exactly one of the two. */
async function aboutOf(context: Context, { caseId, enquiryId }: About) {
  if ((caseId === undefined) === (enquiryId === undefined)) throw refuseField('caseId', 'required');
  if (caseId !== undefined) {
    const file = await ownCase(context, caseId);
    const { programme: _, ...of } = belonging(file);
    return { ...of, enquiry_id: null, file, person_id: file.person_id as string | null };
  }
  const enquiry = await context.db
    .selectFrom('enquiry')
    .select(['organisation_id', 'team_id', 'owner_id', 'case_id', 'person_id'])
    .where('id', '=', enquiryId!)
    .executeTakeFirst();
  if (!enquiry || enquiry.organisation_id !== context.actor.organisationId) throw absent();
  return { ...enquiry, enquiry_id: enquiryId!, file: undefined };
}

/** Everything that is asked before a text is written; the first that is in the way. */
async function ready(
  context: Context,
  about: { person_id: string | null; case_id: string | null },
  template: MessageTemplate,
  time?: Date,
): Promise<Hindrance | { to: Reachable; text: string; language: string }> {
  const { db, actor, ports } = context;
  if (!ports.gateway) return 'noGateway';
  const sender = await senderOf(db, actor.organisationId);
  if (!sender) return 'noSender';
  if (!about.person_id) return 'nobody';
  const to = await reachable(context, { personId: about.person_id, caseId: about.case_id }, template.consent);
  if (typeof to === 'string') return to;
  const said = compose(template, to.language, sender, time && { at: time, zone: await zoneOf(db) });
  return said ? { to, ...said } : 'noWords';
}

export const options = operation(contracts.options, {
  run: async (context, input) => {
    requireRead(context, 'contact');
    const about = await aboutOf(context, input);
    const { definitions, now, ports } = context;
    if (!ports.gateway) return { gateway: false, templates: [] };
    const templates = [];
    let hours: Reachable['hours'] | undefined;
    for (const template of definitions.messages()) {
      // What asks how content somebody was is asked by the house, when a case has ended.
      if (template.rating) continue;
      const asksTime = namesTime(template);
      const found = await ready(context, about, template, asksTime ? now : undefined);
      const at = { code: template.code, title: template.title, asksTime };
      if (typeof found === 'string') templates.push({ ...at, why: found });
      else {
        hours = found.to.hours;
        templates.push({ ...at, preview: found.text, segments: messageSize(found.text).segments });
      }
    }
    return { gateway: true, templates, ...(hours && { hours }) };
  },
});

export const send = operation(contracts.send, {
  subject: ({ caseId, enquiryId }) => caseId ?? enquiryId,
  run: async (context, input) => {
    requireRead(context, 'contact');
    const { db, actor, now, definitions, vault, keys } = context;
    const about = await aboutOf(context, input);
    const template = definitions.message(input.template);
    if (!template || template.rating) throw refuseField('template', 'unknownCode');
    const asksTime = namesTime(template);
    if (asksTime !== (input.at !== undefined)) throw refuseField('at', asksTime ? 'required' : 'unknownField');
    const time = input.at === undefined ? undefined : new Date(input.at);
    if (time && time <= now) throw refuseField('at', 'future');
    const found = await ready(context, about, template, time);
    if (typeof found === 'string') throw new Problem('message.hindered', { params: { why: found } });
    const notBefore = nextWithin(found.to.hours, await zoneOf(db), now);
    // What would arrive after the hour that it names is better not sent.
    if (time && notBefore >= time) throw new Problem('message.hindered', { params: { why: 'tooLate' } });
    const id = uuidv7(now.getTime());
    const personId = about.person_id!;
    const content: Content = { to: found.to.to, text: found.text };
    await db
      .insertInto('message')
      .values({
        id,
        organisation_id: about.organisation_id,
        team_id: about.team_id,
        owner_id: about.owner_id,
        case_id: about.case_id,
        enquiry_id: about.enquiry_id,
        person_id: personId,
        key_id: personId,
        template: template.code,
        language: found.language,
        content: vault.seal(await keys.of(personId), contentPlace(id), content),
        number: found.to.number,
        state: 'waiting',
        why: null,
        not_before: notBefore,
        not_after: time ?? null,
        written_at: now,
        by_user: actor.userId,
        changed_at: now,
        sent_at: null,
        rating: false,
        answer: null,
        answered_at: null,
      })
      .execute();
    const taskId = time && template.task && about.file && !about.file.closed_at ? uuidv7(now.getTime()) : undefined;
    if (taskId && about.file)
      await db
        .insertInto('task')
        .values({
          id: taskId,
          ...belonging(about.file),
          owner_id: about.file.owner_id ?? actor.userId,
          kind: template.task!,
          note: null,
          due_at: time!,
          done_at: null,
          created_at: now,
        })
        .execute();
    return {
      id,
      notBefore: notBefore.toISOString(),
      segments: messageSize(found.text).segments,
      ...(taskId && { taskId }),
    };
  },
});

export const list = operation(contracts.list, {
  run: async (context, input) => {
    requireRead(context, 'operational');
    const { db, definitions } = context;
    if ((input.caseId === undefined) === (input.enquiryId === undefined)) throw refuseField('caseId', 'required');
    const rows = await db
      .selectFrom('message as m')
      .leftJoin('app_user as u', 'u.id', 'm.by_user')
      .select(['m.id', 'm.template', 'm.state', 'm.why', 'm.written_at', 'm.not_before', 'm.sent_at'])
      .select(['m.answered_at', 'm.answer', 'u.name as by'])
      .where(input.caseId ? 'm.case_id' : 'm.enquiry_id', '=', (input.caseId ?? input.enquiryId)!)
      .orderBy('m.written_at', 'desc')
      .orderBy('m.id', 'desc')
      .limit(100)
      .execute();
    return {
      messages: rows.map((one) => ({
        id: one.id,
        template: one.template,
        title: definitions.message(one.template)?.title,
        state: one.state,
        why: one.why ?? undefined,
        writtenAt: one.written_at.toISOString(),
        notBefore: one.state === 'waiting' ? one.not_before.toISOString() : undefined,
        sentAt: one.sent_at?.toISOString(),
        answeredAt: one.answered_at?.toISOString(),
        answer: one.answer ?? undefined,
        by: one.by ?? undefined,
      })),
    };
  },
});

/** Two who take it back agree; what has gone out has gone out. */
export const cancel = operation(contracts.cancel, {
  subject: ({ id }) => id,
  run: async ({ db, actor, now }, { id }) => {
    const one = await db
      .updateTable('message')
      .set({ state: 'stopped', why: 'takenBack', content: null, changed_at: now })
      .where('id', '=', id)
      .where('organisation_id', '=', actor.organisationId)
      .where('state', '=', 'waiting')
      .returning('state')
      .executeTakeFirst();
    if (one) return one;
    const there = await db
      .selectFrom('message')
      .select('state')
      .where('id', '=', id)
      .where('organisation_id', '=', actor.organisationId)
      .executeTakeFirst();
    if (!there) throw absent();
    if (there.state !== 'stopped') throw new Problem('record.changed', { params: { state: there.state } });
    return there;
  },
});
