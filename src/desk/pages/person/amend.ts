/** Changing a person: what is typed, what of it is sent, and what to do when a colleague was quicker. Pure. */
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import { messageRulesInput, messageRulesOf } from '../../ui/message-rules.tsx';
import type { About, Reaching } from '../../ui/person-fields.tsx';

export type PersonRead = CallOutput<'person.read'>;
type Amend = CallInput<'person.amend'>;

/** Every field that can be changed, flat: fields are compared and chosen one by one. */
export interface Typed extends About, Reaching {
  name: string;
  romanised: string;
  callMe: string;
  aliases: string;
}
export type FieldName = keyof Typed;

const identityFields: readonly FieldName[] = [
  'name',
  'romanised',
  'callMe',
  'aliases',
  'birth',
  'documentType',
  'documentNumber',
];
const safetyFields: readonly FieldName[] = [
  ...(['mayCall', 'hours', 'elseAnswers', 'until', 'messages', 'messagesFrom', 'messagesUntil'] as const),
];
const factFields: readonly FieldName[] = ['sex', 'nationalities', 'place'];
export const allFields: readonly FieldName[] = [...identityFields, ...safetyFields, ...factFields];

/** The record as the form shows it. Further documents than the first are kept as they are. */
export function typedOf({ identity, safeContact, facts }: PersonRead): Typed {
  const document = identity?.documents?.[0];
  return {
    name: identity?.name ?? '',
    romanised: identity?.romanised ?? '',
    callMe: identity?.callMe ?? '',
    aliases: (identity?.aliases ?? []).join(', '),
    birth: identity?.birth,
    documentType: document?.type ?? '',
    documentNumber: document?.number ?? '',
    mayCall: safeContact?.mayCall ?? '',
    hours: safeContact?.hours ?? '',
    elseAnswers: safeContact?.ifSomebodyElseAnswers ?? '',
    until: safeContact?.until ?? '',
    ...messageRulesOf(safeContact?.messages),
    sex: facts.sex ?? '',
    nationalities: [...(facts.nationalities ?? [])],
    place: facts.place ?? '',
  };
}

export const sameField = (a: Typed, b: Typed, field: FieldName): boolean =>
  JSON.stringify(a[field]) === JSON.stringify(b[field]);

/** The names of the fields in which two differ. */
export const changedFields = (a: Typed, b: Typed): FieldName[] => allFields.filter((field) => !sameField(a, b, field));

/** What to send: whole groups in which something changed; a group that nobody touched is left out, and stays. */
export function amendment(record: PersonRead, typed: Typed): Amend {
  const changed = changedFields(typedOf(record), typed);
  const touched = (fields: readonly FieldName[]): boolean => fields.some((field) => changed.includes(field));
  const input: Record<string, unknown> = { id: record.person.id, revision: record.revision };
  if (touched(identityFields)) input.identity = identityOf(record, typed);
  if (touched(safetyFields) && typed.mayCall !== '') {
    input.safeContact = {
      mayCall: typed.mayCall,
      ...some({ hours: typed.hours, ifSomebodyElseAnswers: typed.elseAnswers, until: typed.until }),
      ...(typed.mayCall !== 'no' && messageRulesInput(typed)),
    };
  }
  if (touched(factFields)) {
    input.facts = { ...some({ sex: typed.sex, place: typed.place }), nationalities: typed.nationalities };
  }
  return input as Amend;
}

function identityOf(record: PersonRead, typed: Typed): Record<string, unknown> {
  const [first, ...others] = record.identity?.documents ?? [];
  const number = typed.documentNumber.trim();
  const documents = number === '' ? others : [{ ...first, type: typed.documentType || 'other', number }, ...others];
  const aliases = typed.aliases
    .split(/[,;、]/)
    .map((alias) => alias.trim())
    .filter(Boolean);
  return {
    ...some({ name: typed.name.trim(), romanised: typed.romanised, callMe: typed.callMe }),
    ...(aliases.length > 0 && { aliases }),
    ...(typed.birth && { birth: typed.birth }),
    ...(documents.length > 0 && { documents }),
  };
}

const some = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));

/**
 * What I wrote and what is there now, made one: a field that only one of us changed is taken from who changed it.
 * `conflicts` are the fields to be chosen: changed by both and not alike. Rules of safe contact belong together: when
 * both touched any of them, every one that differs is to be chosen, because half of each may be dangerous.
 */
export function reconcile(base: Typed, mine: Typed, theirs: Typed): { merged: Typed; conflicts: FieldName[] } {
  const my = new Set(changedFields(base, mine));
  const their = new Set(changedFields(base, theirs));
  const bothSafety = safetyFields.some((field) => my.has(field)) && safetyFields.some((field) => their.has(field));
  const conflicts = changedFields(mine, theirs).filter(
    (field) => (my.has(field) && their.has(field)) || (bothSafety && safetyFields.includes(field)),
  );
  return { merged: pick(theirs, mine, [...my]), conflicts };
}

/** `base` with the fields named taken from `from`. */
export const pick = (base: Typed, from: Typed, fields: readonly FieldName[]): Typed => ({
  ...base,
  ...Object.fromEntries(fields.map((field) => [field, from[field]])),
});
