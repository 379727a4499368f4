import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';

/** Sealed: they live where those live who are asked about. */
interface About {
  name: string;
  contact?: string | undefined;
}

export const aboutOf = ({ vault, actor }: Context, one: { id: string; about: Buffer }): About =>
  vault.unseal<About>(vault.organisationKey(actor.organisationId), `interpreter.about:${one.id}`, one.about);

interface Vetted {
  active: boolean;
  vetted_on: string | null;
  vetted_until: string | null;
}
/** Vetted, and not only until yesterday or from tomorrow. */
export const isOffered = ({ active, vetted_on: on, vetted_until: until }: Vetted, now: Date): boolean => {
  const today = now.toISOString().slice(0, 10);
  return active && on !== null && until !== null && on <= today && today <= until;
};

export const list = operation(contracts.list, {
  run: async (context, { language, gender, all }) => {
    const { db, actor, now } = context;
    const { read, grants } = actor.role;
    const whole = all === true && grants.includes('interpreter.manage');
    const rows = await db
      .selectFrom('interpreter as i')
      .leftJoin('app_user as u', 'u.id', 'i.vetted_by')
      .selectAll('i')
      .select('u.name as vouched')
      .execute();
    const interpreters = rows
      .map((one) => ({ ...one, offered: isOffered(one, now) }))
      .filter((one) => whole || one.offered)
      .filter((one) => language === undefined || one.languages.includes(language))
      .filter((one) => gender === undefined || one.gender === gender)
      .map((one) => {
        const about = aboutOf(context, one);
        return {
          id: one.id,
          revision: one.revision,
          name: read.includes('identity') ? about.name : undefined,
          contact: read.includes('contact') ? about.contact : undefined,
          languages: one.languages,
          gender: one.gender as 'female' | 'male' | 'other',
          vettedOn: one.vetted_on ?? undefined,
          vettedUntil: one.vetted_until ?? undefined,
          vettedBy: one.vouched ?? undefined,
          active: one.active,
          offered: one.offered,
        };
      });
    return { interpreters: interpreters.sort((a, b) => ((a.name ?? a.id) < (b.name ?? b.id) ? -1 : 1)) };
  },
});

export const set = operation(contracts.set, {
  run: async (context, input) => {
    const { db, actor, vault, now } = context;
    const { vettedOn = null, vettedUntil = null } = input;
    if (vettedOn && !vettedUntil) throw refuseField('vettedUntil', 'required');
    if (vettedUntil && !vettedOn) throw refuseField('vettedOn', 'required');
    if (vettedOn && vettedUntil && vettedUntil < vettedOn)
      throw refuseField('vettedUntil', 'tooSmall', { least: vettedOn });
    const id = input.id ?? uuidv7(now.getTime());
    const about: About = { name: input.name, contact: input.contact };
    const said = {
      about: vault.seal(vault.organisationKey(actor.organisationId), `interpreter.about:${id}`, about),
      languages: [...new Set(input.languages)],
      gender: input.gender,
      vetted_on: vettedOn,
      vetted_until: vettedUntil,
      active: input.active,
      updated_at: now,
    };
    if (input.revision === undefined) {
      const vetted_by = vettedOn ? actor.userId : null;
      await db
        .insertInto('interpreter')
        .values({ id, organisation_id: actor.organisationId, ...said, vetted_by })
        .execute();
      return { id, revision: 1 };
    }
    const old = await db.selectFrom('interpreter').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!old) throw absent();
    if (old.revision !== input.revision) throw new Problem('record.changed', { params: { revision: old.revision } });
    // Whoever corrects a telephone number does not vouch anew.
    const anew = vettedOn !== old.vetted_on || vettedUntil !== old.vetted_until;
    const vetted_by = anew ? (vettedOn ? actor.userId : null) : old.vetted_by;
    await db
      .updateTable('interpreter')
      .set({ ...said, vetted_by, revision: old.revision + 1 })
      .where('id', '=', id)
      .execute();
    return { id, revision: old.revision + 1 };
  },
});
