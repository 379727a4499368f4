import { sql } from 'kysely';
import { fillMessage, type MessageTemplate, placeholdersOf } from '../../kernel/index.ts';
import { timeZone } from '../local-time.ts';
import type { Db } from '../ports.ts';

export const namesTime = ({ text }: MessageTemplate): boolean =>
  Object.values(text).some((said) => placeholdersOf(said).includes('time'));

export const senderOf = (db: Db, organisationId: string) =>
  db
    .selectFrom('message_sender')
    .select(['name', 'phone', 'revision'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();

export async function zoneOf(db: Db): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select ${timeZone} as zone`.execute(db);
  return rows[0]!.zone;
}

/** The text in this language, else in English; undefined when it is in neither. A time is said by the clock of the house. */
export function compose(
  template: MessageTemplate,
  language: string,
  sender: { name: string; phone: string },
  time?: { at: Date; zone: string },
): { text: string; language: string } | undefined {
  const used = [language, 'en'].find((code) => template.text[code] !== undefined);
  if (used === undefined) return undefined;
  const said =
    time &&
    new Intl.DateTimeFormat(used, {
      timeZone: time.zone,
      ...({ day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
    }).format(time.at);
  const text = fillMessage(template.text[used]!, {
    sender: sender.name,
    phone: sender.phone,
    ...(said && { time: said }),
  });
  return { text, language: used };
}

/** What is sealed until it is out. */
export interface Content {
  to: string;
  text: string;
}
export const contentPlace = (id: string): string => `message.content:${id}`;
