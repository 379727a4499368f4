import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { belonging, ownCase } from '../cases/index.ts';
import { pastTime, requirePerson } from '../checks.ts';
import { ageOf } from '../people/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { fits } from './fits.ts';
import { takenNow } from './shelters.ts';

export const begin = operation(contracts.begin, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId, shelterId, at, withMother = false }) => {
    const { db, actor, now } = context;
    const from = pastTime('at', at, now);
    const file = await ownCase(context, caseId);
    if (file.closed_at) throw new Problem('record.closed');
    // Held until the end: of two for the last place the second counts the first.
    const shelter = await db
      .selectFrom('shelter')
      .selectAll()
      .where('id', '=', shelterId)
      .forUpdate()
      .executeTakeFirst();
    if (!shelter?.active) throw refuseField('shelterId', 'choice');
    const [person, age, taken, staying] = await Promise.all([
      requirePerson(context, file.person_id),
      ageOf(context, file.person_id),
      takenNow(db),
      db.selectFrom('stay').select('id').where('case_id', '=', caseId).where('ends_at', 'is', null).executeTakeFirst(),
    ]);
    if (staying) throw refuseField('caseId', 'stays');
    if (!fits(shelter, { sex: person.sex, age, withMother })) throw new Problem('shelter.unfit');
    if ((taken.get(shelterId) ?? 0) >= shelter.capacity) throw new Problem('shelter.full');
    const id = uuidv7(now.getTime());
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('stay')
      .values({ id, ...belonging(file), shelter_id: shelterId, begins_at: from, ends_at: null, by_user: actor.userId })
      // A colleague placed them elsewhere at the same moment.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) throw refuseField('caseId', 'stays');
    return { id };
  },
});

export const end = operation(contracts.end, {
  subject: ({ id }) => id,
  run: async (context, { id, at }) => {
    const { db, actor, now } = context;
    const until = pastTime('at', at, now);
    const stay = await db
      .selectFrom('stay')
      .select(['organisation_id', 'begins_at', 'ends_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (stay?.organisation_id !== actor.organisationId) throw absent();
    // Two who saw somebody leave agree.
    if (stay.ends_at) return { endedAt: stay.ends_at.toISOString() };
    if (until < stay.begins_at) throw refuseField('at', 'tooSmall', { least: stay.begins_at.toISOString() });
    await db.updateTable('stay').set({ ends_at: until }).where('id', '=', id).execute();
    return { endedAt: until.toISOString() };
  },
});

export const list = operation(contracts.stays, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    const { db, actor } = context;
    // Its own organisation's alone: a referral shows the case, and not where somebody stays.
    const file = await ownCase(context, caseId);
    const rows = await db
      .selectFrom('stay as s')
      .innerJoin('shelter as h', 'h.id', 's.shelter_id')
      .select(['s.id', 's.shelter_id', 'h.name', 's.begins_at', 's.ends_at'])
      .where('s.case_id', '=', caseId)
      .orderBy('s.begins_at', 'desc')
      .execute();
    return {
      stays: rows.map((one) => ({
        id: one.id,
        shelterId: one.shelter_id,
        shelter: one.name,
        from: one.begins_at.toISOString(),
        until: one.ends_at?.toISOString(),
      })),
      mayWrite: !file.closed_at && actor.role.grants.includes('case.write'),
    };
  },
});
