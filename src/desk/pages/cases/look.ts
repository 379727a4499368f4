/** What the register shows, as its address says it: filters, columns, sort. */
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import { label, stageLabel } from '../../state/definitions.ts';
import { ageBandText, day, t, told, tx } from '../../words.ts';

export type Look = Omit<CallInput<'case.list'>, 'limit' | 'after'>;
export type Column = CallOutput<'case.columns'>['columns'][number];
export type Condition = NonNullable<Look['where']>[number];
export type Row = CallOutput<'case.list'>['items'][number];

const texts = ['programme', 'stage', 'status', 'topic', 'channel', 'destination', 'sex', 'ageBand', 'teamId'] as const;
const plain = [...texts, 'ownerId', 'openedFrom', 'openedTo', 'sort'] as const;

/** What somebody else put into the address is checked by the server like any other input. */
export function lookOf(query: URLSearchParams): Look {
  const look: Record<string, unknown> = {};
  for (const name of plain) {
    const value = query.get(name);
    if (value) look[name] = value;
  }
  if (query.get('flagged')) look.flagged = true;
  if (query.get('up')) look.descending = false;
  const where = conditionsOf(query);
  if (where.length > 0) look.where = where;
  const columns = columnsOf(query);
  if (columns.length > 0) look.columns = columns;
  return look as Look;
}

export const columnsOf = (query: URLSearchParams): string[] => query.get('columns')?.split(',').filter(Boolean) ?? [];

/** `[[field, is, value, …], …]` as JSON; anything else is no condition. */
export function conditionsOf(query: URLSearchParams): Condition[] {
  try {
    const read: unknown = JSON.parse(query.get('where') ?? '[]');
    if (!Array.isArray(read)) return [];
    return read.flatMap((one: unknown) => {
      if (!Array.isArray(one) || !one.every((part) => typeof part === 'string')) return [];
      const [field, is, ...values] = one as [string, Condition['is'], ...string[]];
      return [{ field, is, values }];
    });
  } catch {
    return [];
  }
}
export const conditionsText = (conditions: readonly Condition[]): string | undefined =>
  conditions.length === 0
    ? undefined
    : JSON.stringify(conditions.map(({ field, is, values = [] }) => [field, is, ...values]));

/** The address of a view. What its fields were called that are gone is left out: the server would refuse it. */
export function queryOf(look: Look, gone: readonly string[] = []): string {
  const query = new URLSearchParams();
  for (const name of plain) {
    const value = look[name];
    if (value !== undefined && !(name === 'sort' && value === 'openedAt')) query.set(name, value);
  }
  if (look.flagged) query.set('flagged', '1');
  if (look.descending === false) query.set('up', '1');
  const where = conditionsText((look.where ?? []).filter(({ field }) => !gone.includes(field)));
  if (where) query.set('where', where);
  const columns = (look.columns ?? []).filter((one) => !gone.includes(one));
  if (columns.length > 0) query.set('columns', columns.join(','));
  return query.toString();
}

/** What a column is called: its question, or the desk's word. */
export const columnText = (column: Column | undefined, code: string): string =>
  told(column?.label) || tx(`register.column.${code}`) || code;

/** A value as it is said. */
export function valueText(column: Column | undefined, value: string | number | boolean | string[] | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => valueText(column, one)).join(', ');
  const code = String(value);
  const choice = column?.choices?.find((one) => one.code === code);
  if (choice && told(choice.label)) return told(choice.label);
  if (code === 'true' || code === 'false') return t(`register.is.${code}`);
  if (column?.code === 'sex' && (code === 'female' || code === 'male' || code === 'other'))
    return t(`desk.sex.${code}`);
  if (column?.code === 'ageBand') return ageBandText(code as Parameters<typeof ageBandText>[0]);
  if (column?.list) return label(column.list, code);
  return column?.kind === 'time' ? day(code) : code;
}

/** What one of the usual columns says of a case. */
export function usualText(row: Row, code: string): string {
  switch (code) {
    case 'stage':
      return stageLabel(row.programme, row.stage);
    case 'channel':
      return label('channel', row.channel);
    case 'closedAt':
      return row.closedAt ? day(row.closedAt) : '';
    case 'team':
      return row.team ?? '';
    case 'satisfaction':
      return row.satisfaction?.toString() ?? '';
    case 'personNumber':
      return row.personNumber;
    default:
      return '';
  }
}
