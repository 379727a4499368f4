import { expect, it } from 'vitest';
import { missingFor, type Standing, transitionsFrom } from '../../src/core/cases/gates.ts';
import type { Answers } from '../../src/kernel/form/index.ts';
import type { Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { Random } from '../../src/server/province/random.ts';
import { answersFor } from './standing.ts';

const supplied = suppliedDefinitions();
const response = supplied.find(({ kind, code }) => kind === 'programme' && code === 'trafficking-response')
  ?.body as Programme;
const now = new Date('2026-11-22T03:00:00Z');
const purposes = [...new Set(response.transitions.flatMap(({ gate }) => gate?.consents ?? []))];

interface History {
  stage: string;
  consents: Set<string>;
  said: Map<string, Answers>;
  /** `to code`, where it stands now. */
  approved: Set<string>;
  /** Waived by somebody with the right: all that may be. */
  waives: boolean;
}

/** What must be true of a child at the moment of each step, whatever happened before. Written from the law's side, not from the gates. */
const promised: Record<string, (child: History) => boolean> = {
  stabilised: ({ said }) => said.get('guardian')?.status === 'appointed',
  identified: ({ said }) => said.get('guardian')?.status === 'appointed',
  notIdentified: ({ said }) => said.get('guardian')?.status === 'appointed',
  presumed: ({ said }) => said.has('best-interests-assessment'),
  returnPlanning: ({ said }) => isDetermined(said, ['return']),
  returnReady: ({ said, consents }) => isDetermined(said, ['return']) && consents.has('crossBorder'),
  stayed: ({ said }) => isDetermined(said, ['stay', 'thirdCountry']),
  inTransit: ({ said, consents }) => said.get('travel-plan')?.escorted === 'yes' && consents.has('return'),
};
const isDetermined = (said: History['said'], solutions: string[]): boolean => {
  const { decision, solution } = said.get('best-interests-determination') ?? {};
  return decision === 'approved' && solutions.includes(String(solution));
};

it('no history of 5,000 takes a child past what protects it', () => {
  const random = new Random('histories');
  const reached = new Set<string>();
  for (let nth = 0; nth < 5_000; nth++) {
    const one: History = {
      // Half of them begin in the middle, or the end of a long way would hardly ever be seen.
      stage: random.chance(0.5) ? response.firstStage : random.pick(response.stages).code,
      consents: new Set(),
      said: new Map(),
      approved: new Set(),
      waives: random.chance(0.5),
    };
    for (let turn = 0; turn < 120; turn++) {
      const act = random.unit();
      // Mostly what somebody does who wants to go on; the rest is anything.
      const { to, gate } = random.pick(transitionsFrom(response, one.stage));
      const usual = random.chance(0.8);
      const asked = [...(gate?.facts ?? []), ...(gate?.child?.facts ?? [])].map(({ form }) => form);
      if (act < 0.25) one.consents.add(random.pick(usual && gate?.consents?.length ? gate.consents : purposes));
      else if (act < 0.28) one.consents.delete(random.pick(purposes));
      else if (act < 0.65) {
        const form = random.pick(usual && asked.length > 0 ? asked : response.forms);
        const good = answersFor(form, to);
        // Now and then the answer is another one, or none.
        const answers = random.chance(0.75) ? good : Object.fromEntries(Object.keys(good).map((name) => [name, 'no']));
        one.said.set(form, answers as Answers);
      } else if (act < 0.73) {
        for (const { code } of gate?.approvals ?? []) one.approved.add(`${to} ${code}`);
      } else {
        const way = random.pick(transitionsFrom(response, one.stage));
        const has: Standing = {
          consents: one.consents,
          entries: new Set(one.said.keys()),
          said: one.said,
          mayBeChild: true,
          waived: new Set(),
          approved: one.approved,
          closingReason: true,
          now,
        };
        const missing = missingFor(way, has).filter(({ waivable }) => !(one.waives && waivable));
        if (missing.length > 0) continue;
        expect(one.stage === 'presumed' && way.to === 'closed', 'a child was let go who declined').toBe(false);
        // A review brings a case back to where it was: there nothing new is decided.
        if (one.stage !== 'notIdentified')
          expect(promised[way.to]?.(one) ?? true, `${one.stage} → ${way.to}`).toBe(true);
        one.stage = way.to;
        one.approved.clear();
        reached.add(way.to);
      }
    }
  }
  // A search that gets nowhere proves nothing.
  expect(reached).toEqual(new Set(response.stages.map(({ code }) => code)));
});
