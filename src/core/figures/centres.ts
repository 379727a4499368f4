import { counsellorsFor, forecast, leastMonths } from '../../kernel/index.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import { byTeam, type TeamCount, wholes } from './answer.ts';
import * as contracts from './office-contract.ts';
import { Release } from './release.ts';
import { countErased, plusMonths, requireWork, type Span } from './span.ts';
import { threshold } from './suppress.ts';
import { quartilesOf, runningMonth, sourceOf, sumOf } from './tally.ts';

/** As far ahead as somebody can be hired for. */
const monthsAhead = 6;
/** As far back as a forecast looks. */
const monthsBack = 60;

interface Measures {
  opened?: number | undefined;
  closed?: number | undefined;
  open?: number | undefined;
  enquiries?: number | undefined;
  answered?: number | undefined;
  days?: [number, number, number] | undefined;
}
type Cost = { currency: string; amount: number; months: number; perCase?: number | undefined };

const centres = operation(contracts.centres, {
  run: async (context, span) => {
    requireWork(context, span);
    await countErased(context.db);
    const { db, actor } = context;
    const { from, to } = span;
    const small = !actor.role.read.includes('identity');
    const years = small ? { from: `${from.slice(0, 4)}-01`, to: `${to.slice(0, 4)}-12` } : span;
    const source = await sourceOf(context, { programme: span.programme });
    const [counts, closed, open, running, costs] = await Promise.all([
      byTeam(context, source, years),
      small ? [] : byTeam(context, source, years, ['closed.days'], false),
      small ? [] : byTeam(context, source, { from: '1900-01', to: '9999-12' }, [wholes.cases], false),
      runningMonth(context),
      db
        .selectFrom('centre_cost')
        .select(['organisation_id', 'team_id', 'month', 'amount', 'currency'])
        .where('month', '>=', `${from}-01`)
        .where('month', '<=', `${to}-01`)
        .orderBy('month')
        .execute(),
    ]);
    const release = (measure: string): Release =>
      new Release(
        counts.filter((one) => one.measure === measure).map((one) => ({ ...one, key: one.place })),
        running,
      );
    const told = small ? { cases: release(wholes.cases), enquiries: release(wholes.enquiries) } : undefined;
    const measuresOf = (place?: string): Measures => {
      if (told && from >= running) return {};
      if (told)
        return place === undefined
          ? { opened: told.cases.total(from, to), enquiries: told.enquiries.total(from, to) }
          : { opened: told.cases.of(place, from, to), enquiries: told.enquiries.of(place, from, to) };
      const here = (one: TeamCount): boolean => place === undefined || one.place === place;
      const sum = (measure: string, key?: string): number =>
        sumOf(counts, (one) => one.measure === measure && (key === undefined || one.key === key) && here(one));
      const closedHere = closed.filter(here);
      const enquiries = sum(wholes.enquiries);
      return {
        opened: sum(wholes.cases),
        closed: sumOf(closedHere, () => true),
        open: sumOf(open, (one) => one.key === 'open' && here(one)),
        enquiries,
        answered: enquiries > 0 ? sum(wholes.enquiries, 'yes') / enquiries : undefined,
        days: quartilesOf(closedHere),
      };
    };
    const openedIn = (place: string, month: string): number | undefined => {
      if (told) return month < running ? told.cases.of(place, month, month) : undefined;
      return sumOf(counts, (one) => one.place === place && one.measure === wholes.cases && one.month === month);
    };
    const names = new Map(
      [...counts, ...closed, ...open].map(({ place, label, teamId }) => [place, { label, teamId }]),
    );
    const spent = costs.map((one) => {
      const place = names.has(one.team_id) ? one.team_id : one.organisation_id;
      const month = one.month.slice(0, 7);
      return { place, month, currency: one.currency, amount: Number(one.amount), cases: openedIn(place, month) };
    });
    const places = [...names].sort(([, a], [, b]) => (a.label < b.label ? -1 : 1));
    return {
      centres: places.map(([place, { label, teamId }]) => ({
        ...(teamId && { teamId }),
        name: label,
        ...measuresOf(place),
        costs: costsOf(spent.filter((one) => one.place === place)),
      })),
      all: { ...measuresOf(), costs: costsOf(spent) },
      ...(small && { threshold }),
    };
  },
});

/** By currency: what was spent where it is known, and on each case opened then and there. */
function costsOf(
  spent: readonly { place: string; month: string; currency: string; amount: number; cases: number | undefined }[],
): Cost[] {
  return [...new Set(spent.map(({ currency }) => currency))].map((currency) => {
    const some = spent.filter((one) => one.currency === currency);
    const amount = some.reduce((sum, one) => sum + one.amount, 0);
    // Teams of another organisation share one place: a month of it is counted once.
    const known = new Map(some.map(({ place, month, cases }) => [`${place} ${month}`, cases]));
    const cases = [...known.values()].reduce(
      (sum, one) => (one === undefined || sum === undefined ? undefined : sum + one),
      0 as number | undefined,
    );
    return { currency, amount, months: known.size, ...(cases && { perCase: Math.round(amount / cases) }) };
  });
}

const ahead = operation(contracts.ahead, {
  run: async (context, { programme, teamId }) => {
    const running = await runningMonth(context);
    const span = { programme, teamId, from: plusMonths(running, -monthsBack), to: plusMonths(running, -1) };
    requireWork(context, span);
    await countErased(context.db);
    const { db, actor } = context;
    const counts = actor.role.read.includes('identity')
      ? await openly(context, span)
      : await released(context, span, running);
    const row = await db
      .selectFrom('workload')
      .select(['hours_per_case', 'hours_per_month', 'source', 'revision'])
      .where('programme', '=', programme)
      .where('organisation_id', '=', actor.organisationId)
      .executeTakeFirst();
    const hours = row && { perCase: Number(row.hours_per_case), perMonth: Number(row.hours_per_month) };
    const first = counts.findIndex(({ count }) => count !== 0);
    const months = first < 0 ? [] : counts.slice(first);
    const whole = months.every(({ count }) => count !== undefined);
    const found = whole
      ? forecast(
          months.map(({ count }) => count!),
          monthsAhead,
        )
      : undefined;
    return {
      months: whole ? months.map(({ month, count }) => ({ month, count: count! })) : [],
      ...(found && {
        forecast: found.map(({ ahead, expected, eighty, ninetyFive }) => ({
          month: plusMonths(running, ahead - 1),
          expected,
          eighty: [...eighty] as [number, number],
          ninetyFive: [...ninetyFive] as [number, number],
          ...(hours && {
            staff: {
              expected: counsellorsFor(expected, hours),
              low: counsellorsFor(eighty[0], hours),
              high: counsellorsFor(eighty[1], hours),
            },
          }),
        })),
      }),
      leastMonths,
      ...(row &&
        hours && {
          workload: {
            hoursPerCase: hours.perCase,
            hoursPerMonth: hours.perMonth,
            source: row.source,
            revision: row.revision,
          },
        }),
    };
  },
});

type MonthOf = { month: string; count: number | undefined };

const monthsOf = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = plusMonths(month, 1)) months.push(month);
  return months;
};

async function openly(context: Context, span: Span): Promise<MonthOf[]> {
  const counts = await byTeam(context, await sourceOf(context, span), span, [wholes.cases]);
  return monthsOf(span.from, span.to).map((month) => ({ month, count: sumOf(counts, (one) => one.month === month) }));
}

async function released(context: Context, { programme, teamId, from, to }: Span, running: string): Promise<MonthOf[]> {
  const years = { from: `${from.slice(0, 4)}-01`, to: `${to.slice(0, 4)}-12` };
  const counts = await byTeam(context, await sourceOf(context, { programme }), years, [wholes.cases]);
  const release = new Release(
    counts.map((one) => ({ ...one, key: one.place })),
    running,
  );
  return monthsOf(from, to).map((month) => ({
    month,
    count: teamId === undefined ? release.total(month, month) : release.of(teamId, month, month),
  }));
}

export const centreOperations = [centres, ahead] as Operation[];
