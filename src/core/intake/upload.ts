import { Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { fromBase64 } from '../base64.ts';
import { requireProgramme } from '../checks.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { openIntake, recall, remember, sealRows, stepRows, stepsOf } from './kept.ts';
import { type About, look, readingOf, remembered, settled } from './plan.ts';
import { mostBytes, readRegister, type SheetRow } from './sheets.ts';

/** The first rows of a sheet, among which the headings are. */
const topRows = 15;
/** Of so many rows it is told what their columns hold, before they are looked at again at the check. */
interface Parts {
  id: string;
  wrapped: Buffer;
  about: About;
  sealedAbout: (about: About) => Buffer;
  sealedPlan: (plan: contracts.Plan) => Buffer;
  parts: { seq: number; sheet: number; rows: number; body: Buffer }[];
}

export const upload = operation(contracts.upload, {
  subject: (_, output) => output?.id,
  // The journal says what came of the file; a copy of it would outlast the people in it.
  kept: ({ file: _, ...input }) => input,
  prepare: async (context, input): Promise<Parts> => {
    const { vault, actor, now } = context;
    requireProgramme(context as never, input.programme);
    const bytes = fromBase64('file', input.file, mostBytes);
    const id = input.id ?? uuidv7(now.getTime());
    const { key, wrapped } = vault.newKey(actor.organisationId, id);
    const parts: Parts['parts'] = [];
    const sheets: About['sheets'] = [];
    let waiting: SheetRow[] = [];
    let at = 0;
    const flush = (): void => {
      const seq = parts.length;
      if (waiting.length > 0)
        parts.push({ seq, sheet: at, rows: waiting.length, body: sealRows(vault, key, id, seq, waiting) });
      waiting = [];
    };
    const told = await readRegister(bytes, input.encoding, (sheet, row) => {
      if (sheet !== at || waiting.length === stepRows) flush();
      at = sheet;
      waiting.push(row);
      while (sheets.length <= sheet) sheets.push({ name: '', rows: 0, top: [] });
      const own = sheets[sheet]!;
      own.rows++;
      if (own.top.length < topRows) own.top.push(row);
    });
    flush();
    for (const [index, name] of told.sheets.entries()) if (sheets[index]) sheets[index].name = name;
    return {
      id,
      wrapped,
      about: {
        sender: input.sender,
        file: input.name,
        from1904: told.from1904,
        sheets,
        ...(told.encoding && { encoding: told.encoding }),
      },
      sealedAbout: (about) => vault.seal(key, `intake.about:${id}`, about),
      sealedPlan: (plan) => vault.seal(key, `intake.plan:${id}`, plan),
      parts,
    };
  },
  run: async (context, { programme, sender }, prepared: Parts) => {
    const { db, actor, now } = context;
    for (const grant of ['person.write', 'case.write'] as const)
      if (!actor.role.grants.includes(grant)) throw new Problem('grant.missing');
    const { id, wrapped, about, parts } = prepared;
    const memory = await recall(context, sender);
    const begun = { becomes: 'case' as const, programme, every: {}, consent: 'unsaid' as const };
    const reading = await readingOf(context, about, { ...begun, same: 'join', alike: 'mark' }, memory);
    // Which headings stand for what; what their values mean is asked when somebody looks.
    const plan: contracts.Plan = {
      ...reading.plan,
      columns: reading.readers.map(({ heading, target, order, values }) => ({
        heading,
        ...(target && { field: target.code }),
        ...(order && { order }),
        ...(Object.keys(values).length > 0 && { values: { ...values } }),
      })),
    };
    const rows = parts.reduce((sum, one) => sum + one.rows, 0);
    const { organisationId: organisation_id, userId: owner_id, teamIds } = actor;
    const team_id = teamIds[0] ?? null;
    await db.insertInto('data_key').values({ id, organisation_id, wrapped, erased_at: null }).execute();
    await db
      .insertInto('intake')
      .values({
        id,
        organisation_id,
        team_id,
        owner_id,
        about: prepared.sealedAbout(about),
        plan: prepared.sealedPlan(plan),
        state: 'read',
        rows,
        read_at: now,
        touched_at: now,
      })
      .execute();
    for (const part of parts)
      await db
        .insertInto('intake_part')
        .values({ intake_id: id, ...part, taken_at: null })
        .execute();
    return { id, rows };
  },
});

export const map = operation(contracts.map, {
  subject: ({ id }) => id,
  run: async (context, { id, revision, plan }) => {
    const { db, now, vault } = context;
    const intake = await openIntake(context, id, { hold: true });
    const { row, key, about } = intake;
    if (row.state !== 'read') throw new Problem('intake.begun');
    if (row.revision !== revision) throw new Problem('record.changed', { params: { revision: row.revision } });
    requireProgramme(context, plan.programme);
    if (plan.form !== undefined && !(await context.definitions.form(plan.form)))
      throw refuseField('plan.form', 'unknownCode');
    if (plan.sheets.length === 0 || plan.sheets.some(({ sheet }) => !about.sheets[sheet]))
      throw refuseField('plan.sheets', 'required');
    const memory = await recall(context, about.sender);
    const reading = await readingOf(context, about, plan, memory);
    const rows: [number, SheetRow][] = [];
    for await (const { sheet, lines } of stepsOf(context, intake)) for (const line of lines) rows.push([sheet, line]);
    const whole = settled(reading.plan, look(reading, rows));
    await remember(context, about.sender, remembered(memory, whole));
    const chosen = new Set(plan.sheets.map(({ sheet }) => sheet));
    await db
      .updateTable('intake')
      .set({
        revision: revision + 1,
        plan: vault.seal(key, `intake.plan:${id}`, whole),
        rows: about.sheets.reduce((sum, one, at) => sum + (chosen.has(at) ? one.rows : 0), 0),
        touched_at: now,
      })
      .where('id', '=', id)
      .execute();
    return { revision: revision + 1 };
  },
});
