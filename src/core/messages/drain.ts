import { sql } from 'kysely';
import { uuidv7 } from '../../kernel/index.ts';
import { Keyring } from '../keyring.ts';
import type { Context, Db, Handed, Ports } from '../ports.ts';
import { type Reachable, reachable } from './allowed.ts';
import { type Content, compose, contentPlace, senderOf, zoneOf } from './compose.ts';
import { isWithin, localMinutes, nextWithin } from './hours.ts';

/** How long a gateway that asks to come back later is left alone: twice as long each time, an hour at most. */
const firstWait = 60_000;
const longestWait = 3_600_000;
/** Tries of which the gateway said that it did not take the message. */
const mostTries = 8;
/** A message that was being handed over so long ago was interrupted there. */
const handingOver = 15 * 60_000;
const most = 200;

/** A message that this process hands over; no other does. */
interface Claimed {
  id: string;
  tries: number;
  content: Content;
}

/**
 * Sends what is due, asks those whose case has ended, and gives up what was interrupted. At most once: a message is marked as
 * being handed over, and that is committed, before the gateway hears of it. When the process dies in between, or the gateway
 * does not answer, nobody knows whether it went out; then it says `unsure` and is not sent again, for a second message draws
 * more eyes to a shared telephone than a missing one. Any number of processes may do this at once.
 *
 * @returns how many were handed over.
 */
export async function sendDue(ports: Ports): Promise<number> {
  if (!ports.gateway) return 0;
  await giveUpInterrupted(ports);
  await askThoseWhoseCaseEnded(ports);
  let handed = 0;
  for (let tried = 0; tried < most; tried++) {
    const one = await claim(ports);
    if (!one) break;
    if (one === 'settled') continue;
    const outcome = await ports.gateway.send({ id: one.id, ...one.content }).catch((): Handed => 'unknown');
    await note(ports, one, outcome);
    ports.changes.changed([one.id], undefined);
    handed++;
  }
  return handed;
}

const seenBy = (ports: Ports, db: Db): Pick<Context, 'db' | 'keys' | 'vault' | 'now'> => ({
  db,
  keys: new Keyring(db, ports.vault),
  vault: ports.vault,
  now: ports.now(),
});

const giveUpInterrupted = (ports: Ports) =>
  ports.store.write('system', async (db) => ({
    value: await db
      .updateTable('message')
      .set({ state: 'unsure', content: null, changed_at: ports.now() })
      .where('state', '=', 'sending')
      .where('changed_at', '<', new Date(ports.now().getTime() - handingOver))
      .execute(),
  }));

/** The next message that is due, marked and committed as being handed over; or settled, when it may not be sent now. */
const claim = (ports: Ports) =>
  ports.store.write<Claimed | 'settled' | undefined>('system', async (db) => {
    const now = ports.now();
    const row = await db
      .selectFrom('message')
      .select(['id', 'person_id', 'case_id', 'key_id', 'template', 'content', 'number', 'tries', 'not_after'])
      .where('state', '=', 'waiting')
      .where('not_before', '<=', now)
      .where('erased_at', 'is', null)
      .orderBy('not_before')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!row) return { value: undefined };
    const set = (values: { state?: string; why?: string; not_before?: Date; content?: null; tries?: number }) =>
      db
        .updateTable('message')
        .set({ ...values, changed_at: now })
        .where('id', '=', row.id)
        .execute();
    const stop = async (why: string) => {
      await set({ state: 'stopped', why, content: null });
      return { value: 'settled' as const };
    };
    const context = seenBy(ports, db);
    const purpose = ports.definitions.message(row.template)?.consent;
    if (row.not_after && row.not_after <= now) return stop('tooLate');
    if (purpose === undefined) return stop('noWords');
    // Much may have been said since it was written.
    const to = await reachable(context, { personId: row.person_id, caseId: row.case_id }, purpose);
    if (typeof to === 'string') return stop(to);
    if (!row.number?.equals(to.number)) return stop('otherNumber');
    const zone = await zoneOf(db);
    if (!isWithin(to.hours, localMinutes(now, zone))) {
      await set({ not_before: nextWithin(to.hours, zone, now) });
      return { value: 'settled' as const };
    }
    const key = await context.keys.find(row.key_id);
    if (!key || !row.content) return stop('nobody');
    const content = ports.vault.unseal<Content>(key, contentPlace(row.id), row.content);
    await set({ state: 'sending', tries: row.tries + 1 });
    return { value: { id: row.id, tries: row.tries + 1, content } };
  });

/** What the gateway said. A row that was given up meanwhile stays as it is. */
const note = (ports: Ports, { id, tries }: Claimed, outcome: Handed) =>
  ports.store.write('system', async (db) => {
    const now = ports.now();
    const wait = Math.min(longestWait, firstWait * 2 ** (tries - 1));
    const set = {
      accepted: { state: 'sent', sent_at: now, content: null },
      refused: { state: 'failed', why: 'refused', content: null },
      unknown: { state: 'unsure', content: null },
      later:
        tries < mostTries
          ? { state: 'waiting', not_before: new Date(now.getTime() + wait) }
          : { state: 'failed', why: 'tooOften', content: null },
    }[outcome];
    await db
      .updateTable('message')
      .set({ ...set, changed_at: now })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute();
    return { value: undefined };
  });

/** Of each programme that asks: cases that ended so many days ago, were not rated, and were not asked. */
async function askThoseWhoseCaseEnded(ports: Ports): Promise<void> {
  for (const { code, satisfaction } of ports.definitions.programmes())
    if (satisfaction) await askIn(ports, code, satisfaction);
}

/** Who is asked late is asked no more: nobody remembers. */
const askedWithin = 14;
const dayLong = 86_400_000;

const askIn = (ports: Ports, programme: string, asks: { template: string; afterDays: number }) =>
  ports.store.write('system', async (db) => {
    const now = ports.now();
    const template = ports.definitions.message(asks.template);
    if (!template) return { value: undefined };
    const due = now.getTime() - asks.afterDays * dayLong;
    const cases = await db
      .selectFrom('case_file as c')
      .select(['c.id', 'c.organisation_id', 'c.team_id', 'c.owner_id', 'c.person_id'])
      .where('c.programme', '=', programme)
      .where('c.closed_at', '<=', new Date(due))
      .where('c.closed_at', '>', new Date(due - askedWithin * dayLong))
      .where('c.satisfaction', 'is', null)
      .where('c.erased_at', 'is', null)
      .where(sql<boolean>`not exists (select from message m where m.case_id = c.id and m.template = ${template.code})`)
      .orderBy('c.closed_at')
      .limit(most)
      .execute();
    const context = seenBy(ports, db);
    const zone = await zoneOf(db);
    for (const one of cases) {
      const sender = await senderOf(db, one.organisation_id);
      const to = sender && (await reachable(context, { personId: one.person_id, caseId: one.id }, template.consent));
      if (!sender || !to || typeof to === 'string') continue;
      const said = compose(template, to.language, sender);
      const key = await context.keys.find(one.person_id);
      if (said && key && !(await openQuestion(db, to))) await ask(one, to, said, key);
    }
    return { value: undefined };

    async function ask(
      one: (typeof cases)[number],
      to: Reachable,
      said: { text: string; language: string },
      key: NonNullable<Awaited<ReturnType<Keyring['find']>>>,
    ) {
      const id = uuidv7(now.getTime());
      const content: Content = { to: to.to, text: said.text };
      await db
        .insertInto('message')
        .values({
          id,
          organisation_id: one.organisation_id,
          team_id: one.team_id,
          owner_id: one.owner_id,
          case_id: one.id,
          enquiry_id: null,
          person_id: one.person_id,
          key_id: one.person_id,
          template: template!.code,
          language: said.language,
          content: ports.vault.seal(key, contentPlace(id), content),
          number: to.number,
          state: 'waiting',
          why: null,
          not_before: nextWithin(to.hours, zone, now),
          not_after: null,
          written_at: now,
          by_user: null,
          changed_at: now,
          sent_at: null,
          rating: true,
          answer: null,
          answered_at: null,
        })
        // Another process was quicker.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });

/** A family shares a telephone: while one question is open there, a number that comes back can only mean that one. */
const openQuestion = (db: Db, { number }: Reachable) =>
  db
    .selectFrom('message')
    .select('id')
    .where('number', '=', number)
    .where('rating', '=', true)
    .where('state', 'in', ['waiting', 'sending', 'sent', 'delivered', 'unsure'])
    .executeTakeFirst();
