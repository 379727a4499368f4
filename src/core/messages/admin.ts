import { sql } from 'kysely';
import { messageSize, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { type Handed, operation } from '../ports.ts';
import { plainNumber } from './allowed.ts';
import { compose, namesTime, senderOf } from './compose.ts';
import * as contracts from './contract.ts';

export const gateway = operation(contracts.gateway, {
  run: async ({ db, actor, definitions, ports }) => {
    const [sender, { rows }] = await Promise.all([
      senderOf(db, actor.organisationId),
      sql<{
        state: string;
        number: number;
        last: Date;
      }>`select state, number, last from message_states() order by state`.execute(db),
    ]);
    const example = sender ?? { name: '', phone: '' };
    return {
      ...(ports.gateway && { name: ports.gateway.name }),
      ...(sender && { sender }),
      states: rows.map(({ state, number, last }) => ({ state, number, last: last.toISOString() })),
      templates: definitions.messages().map((template) => ({
        code: template.code,
        title: template.title,
        sizes: Object.keys(template.text).map((language) => {
          const { text } = compose(template, language, example, { at: ports.now(), zone: 'UTC' })!;
          const { units, segments } = messageSize(text);
          return { language, units, segments };
        }),
      })),
    };
  },
});

export const setSender = operation(contracts.setSender, {
  subject: () => undefined,
  run: async ({ db, actor, now }, { revision, name, phone }) => {
    if (/[{}]/.test(name)) throw refuseField('name', 'wrongFormat');
    const organisation_id = actor.organisationId;
    const said = { name, phone, updated_at: now };
    const written =
      revision === undefined
        ? await db
            .insertInto('message_sender')
            .values({ organisation_id, ...said })
            .onConflict((conflict) => conflict.doNothing())
            .returning('revision')
            .executeTakeFirst()
        : await db
            .updateTable('message_sender')
            .set({ ...said, revision: revision + 1 })
            .where('organisation_id', '=', organisation_id)
            .where('revision', '=', revision)
            .returning('revision')
            .executeTakeFirst();
    if (written) return written;
    const there = await senderOf(db, organisation_id);
    throw new Problem('record.changed', { params: { revision: there?.revision ?? 0 } });
  },
});

/** Goes out before the transaction opens: a gateway may take its time. The number is not kept. */
export const test = operation<typeof contracts.test, Handed>(contracts.test, {
  kept: ({ template, language }) => ({ template, language }),
  prepare: async ({ actor, definitions, ports, now }, { to, template: code, language }) => {
    const template = definitions.message(code);
    if (!template || template.text[language] === undefined) throw refuseField('template', 'unknownCode');
    const number = plainNumber(to);
    if (number.length < 6) throw refuseField('to', 'wrongFormat');
    if (!ports.gateway) throw new Problem('message.hindered', { params: { why: 'noGateway' } });
    const sender = await ports.store.read(actor, (db) => senderOf(db, actor.organisationId));
    if (!sender) throw new Problem('message.hindered', { params: { why: 'noSender' } });
    const time = namesTime(template) ? { at: now, zone: 'UTC' } : undefined;
    const { text } = compose(template, language, sender, time)!;
    return ports.gateway.send({ id: uuidv7(now.getTime()), to: number, text });
  },
  run: async (_context, _input, outcome) => ({ outcome }),
});
