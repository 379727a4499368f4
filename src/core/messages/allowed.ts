import { stands } from '../cases/index.ts';
import { localDay } from '../local-time.ts';
import { personRows, reachOf } from '../people/index.ts';
import type { Context } from '../ports.ts';
import type { Hours } from './hours.ts';

/** Why no message may be sent: words under `message.why.` */
export type Hindrance =
  | 'noGateway'
  | 'noSender'
  | 'nobody'
  | 'notAgreed'
  | 'rulesOver'
  | 'noConsent'
  | 'noNumber'
  | 'whichNumber'
  | 'stopped'
  | 'noWords';

export interface Reachable {
  to: string;
  language: string;
  hours: Hours;
  number: Buffer;
}
export interface Addressee {
  personId: string;
  /** The consent is the case's; without a case, any of the person's. */
  caseId: string | null;
}
type Asking = Pick<Context, 'db' | 'keys' | 'vault' | 'now'>;

/** As gateways want it: digits, with a plus before a country's. */
export const plainNumber = (number: string): string => number.replace(/[^\d+]/g, '').replace(/^00/, '+');

/** By its last nine digits: 0901234567 and +84901234567 are one telephone. */
export const numberDigest = (vault: Context['vault'], number: string): Buffer =>
  vault.digest('message.number', plainNumber(number).replace(/\D/g, '').slice(-9));

/**
 * Whether somebody may be sent a message, asked when it is written and again when it goes out: they agreed to messages, the
 * rules for calling them hold, a consent for the purpose stands, it is clear which number, and nobody there said STOP.
 */
export async function reachable(
  { db, keys, vault, now }: Asking,
  { personId, caseId }: Addressee,
  purpose: string,
): Promise<Reachable | Hindrance> {
  const [row, consents, today] = await Promise.all([
    personRows(db).where('p.id', '=', personId).where('p.erased_at', 'is', null).executeTakeFirst(),
    db
      .selectFrom('consent')
      .select(['expires_at', 'withdrawn_at'])
      .where('purpose', '=', purpose)
      .where(caseId ? 'case_id' : 'person_id', '=', caseId ?? personId)
      .where('erased_at', 'is', null)
      .execute(),
    localDay(db, now),
  ]);
  if (!row?.wrapped) return 'nobody';
  const { contact, safeContact } = reachOf({ keys, vault }, row);
  const agreed = safeContact?.messages;
  if (!agreed || safeContact.mayCall === 'no') return 'notAgreed';
  if (safeContact.until !== undefined && safeContact.until < today) return 'rulesOver';
  if (!consents.some((one) => stands(one, now))) return 'noConsent';
  const phones = contact?.phones ?? [];
  const [phone, another] = phones.length > 1 ? phones.filter(({ messages }) => messages) : phones;
  if (another || (!phone && phones.length > 1)) return 'whichNumber';
  if (!phone || plainNumber(phone.number).length < 6) return 'noNumber';
  const number = numberDigest(vault, phone.number);
  if (await db.selectFrom('message_stop').select('at').where('number', '=', number).executeTakeFirst())
    return 'stopped';
  const { language, from, until } = agreed;
  return { to: plainNumber(phone.number), language, hours: { from, until }, number };
}
