import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { suppliedDefinitions } from '../../programmes/index.ts';
import { judge, type Kind, World } from './judge.ts';

const world = new World(suppliedDefinitions().map((one) => ({ ...one, version: 1 })));
const codes = (kind: Kind, body: unknown, seen = world) =>
  judge(kind, body, seen).map(({ path, code }) => `${path} ${code}`);

const calendar = {
  code: 'court-days',
  title: { en: 'Court days' },
  weekend: [0, 6],
  holidays: [{ day: '2027-01-01', name: { en: 'New year' } }],
  source: { en: 'Decree 12' },
};
const limit = {
  amount: 15,
  unit: 'days',
  source: { en: 'Act' },
  warnBefore: { amount: 3, unit: 'days' },
};
const timer = {
  code: 'decision',
  title: { en: 'Decision' },
  programme: 'trafficking-response',
  from: ['stabilised'],
  until: ['identified'],
  limits: [limit],
};

describe('a calendar', () => {
  it('has days that exist, each once, and a week in which somebody works', () => {
    expect(codes('calendar', calendar)).toEqual([]);
    expect(codes('calendar', { ...calendar, holidays: [{ day: '2027-02-30', name: { en: 'X' } }] })).toEqual([
      'holidays.0.day wrongFormat',
    ]);
    expect(codes('calendar', { ...calendar, weekend: [0, 1, 2, 3, 4, 5, 6] })).toEqual(['weekend wrongFormat']);
    expect(
      codes('calendar', { ...calendar, weekend: [6, 6], holidays: [...calendar.holidays, ...calendar.holidays] }),
    ).toEqual(['weekend.6 twice', 'holidays.2027-01-01 twice']);
    expect(codes('calendar', { ...calendar, source: undefined })).toEqual(['source required']);
  });
});

describe('a timer', () => {
  it('names a programme, stages, places and countries that are there', () => {
    expect(codes('timer', timer)).toEqual([]);
    expect(codes('timer', { ...timer, programme: 'none' })).toEqual(['programme unpublished']);
    const where = (more: object) => [{ ...limit, where: more }];
    expect(codes('timer', { ...timer, until: ['nowhere'] })).toEqual(['until unpublished']);
    expect(
      codes('timer', { ...timer, limits: where({ place: 'VN-22', destination: 'TH', nationality: 'LA' }) }),
    ).toEqual([]);
    expect(codes('timer', { ...timer, limits: where({ place: 'nowhere', destination: 'XX' }) })).toEqual([
      'limits.0.where.destination unpublished',
      'limits.0.where.place unpublished',
    ]);
    expect(codes('timer', { ...timer, limits: where({ province: 'TH' }) })).toEqual(['limits.0.where unknownField']);
  });

  it('counts working days by a calendar, and says who set each limit', () => {
    const working = { ...limit, warnBefore: { amount: 1, unit: 'workingDays' } };
    expect(codes('timer', { ...timer, limits: [working] })).toEqual(['limits.0.calendar required']);
    const named = { ...timer, limits: [{ ...working, calendar: calendar.code }] };
    expect(codes('timer', named)).toEqual(['limits.0.calendar unpublished']);
    const known = world.with([{ kind: 'calendar', code: calendar.code, version: 1, body: calendar }]);
    expect(codes('timer', named, known)).toEqual([]);
    expect(codes('timer', { ...timer, limits: [{ ...limit, source: {} }] })).toEqual(['limits.0.source wrongFormat']);
  });

  it('does not start where it stops, nor have two limits for the same cases', () => {
    expect(codes('timer', { ...timer, pausedIn: ['stabilised'] })).toEqual(['from.stabilised twice']);
    expect(codes('timer', { ...timer, limits: [limit, { ...limit, amount: 20 }] })).toEqual(['limits.- - - twice']);
  });

  it('keeps its programme from losing the stages it names', () => {
    const body = structuredClone(world.find('programme', 'trafficking-response')!.body) as {
      stages: { code: string }[];
      transitions: { from: string; to: string }[];
    };
    const gone = 'received';
    body.stages = body.stages.filter(({ code }) => code !== gone);
    body.transitions = body.transitions.filter(({ from, to }) => from !== gone && to !== gone);
    expect(codes('programme', body)).toContain('stages (timer follow-up) unpublished');
  });
});

describe('a gate', () => {
  it('asks for each approval once', () => {
    const body = structuredClone(world.find('programme', 'trafficking-response')!.body) as {
      transitions: { gate?: { approvals?: object[] } }[];
    };
    const at = body.transitions.findIndex(({ gate }) => gate?.approvals);
    const { approvals = [] } = body.transitions[at]!.gate!;
    body.transitions[at]!.gate!.approvals = [...approvals, ...approvals];
    expect(codes('programme', body)).toEqual([`transitions.${at}.gate.approvals.decision twice`]);
  });
});

describe('the administrator’s guide', () => {
  it('shows a programme, a timer and a calendar that can be published as they are', () => {
    const guide = readFileSync(new URL('../../../docs/administrator-guide.md', import.meta.url), 'utf8');
    // Whole definitions; a part of one begins with its name.
    const [programme, deadline, days] = [...guide.matchAll(/```json\n(\{.*?)```/gs)].map(
      ([, text = '']) => JSON.parse(text) as { code: string },
    );
    expect(codes('programme', programme)).toEqual([]);
    expect(codes('calendar', days)).toEqual([]);
    const known = world.with([{ kind: 'calendar', code: days!.code, version: 1, body: days }]);
    expect(codes('timer', deadline, known)).toEqual([]);
  });
});
