import { type Actor, absent, Problem, type Programme, refuseField, type SensitivityClass } from '../kernel/index.ts';
import type { Context, Definitions, Ports } from './ports.ts';

/** @throws Problem `input.invalid` unless the code is offered by the published list; retired codes are not. */
export function requireCode(definitions: Definitions, list: string, path: string, code: string | undefined): void {
  if (code === undefined) return;
  const item = definitions.codeList(list)?.items.find((one) => one.code === code);
  if (!item || item.retired) throw refuseField(path, 'unknownCode');
}

/** A programme that is published and that the caller's role works in. */
export function requireProgramme({ definitions, actor }: Context, code: string): Programme {
  const programme = definitions.programme(code);
  if (!programme || !actor.role.programmes.includes(code)) throw refuseField('programme', 'unknownCode');
  return programme;
}

/** @throws Problem `class.missing` when the role does not read what the whole answer is about. */
export function requireRead({ actor }: Context, one: SensitivityClass): void {
  if (!actor.role.read.includes(one)) throw new Problem('class.missing', { params: { class: one } });
}

/** @throws Problem `auth.reauthenticate` unless the password was given within the last minutes. */
export function requireFresh({ now, settings }: Pick<Ports, 'now' | 'settings'>, actor: Actor): void {
  const age = now().getTime() - actor.authenticatedAt.getTime();
  if (age > settings.limits.freshMinutes * 60_000) throw new Problem('auth.reauthenticate');
}

/** When something happened, as the caller says. A phone's clock may be a little ahead; the future is refused. */
export function pastTime(path: string, said: string | undefined, now: Date): Date {
  if (said === undefined) return now;
  const at = new Date(said);
  if (at.getTime() > now.getTime() + 5 * 60_000) throw refuseField(path, 'past');
  return at < now ? at : now;
}

export interface KnownPerson {
  sex: string | null;
  birth_year: number | null;
  nationalities: string[];
  place: string | null;
}

/**
 * A person of one's own organisation, to attach something new to. The foreign key alone would take a hidden one.
 *
 * @throws Problem `record.absent` when not seen or not one's own, `person.merged` with `into` when merged away.
 */
export async function requirePerson({ db, actor }: Context, id: string): Promise<KnownPerson> {
  const person = await db
    .selectFrom('person')
    .select(['organisation_id', 'sex', 'birth_year', 'nationalities', 'place', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!person || person.organisation_id !== actor.organisationId) throw absent();
  if (person.merged_into) throw new Problem('person.merged', { params: { into: person.merged_into } });
  return person;
}
