import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Indexed, nameMatcher, type Probe } from './index.ts';

/**
 * A small, seeded run of what `test/bench/recall.ts` measures with PostgreSQL: of people registered twice, the first
 * registration is indexed and the second name looks for it.
 */
const PEOPLE = 3000;
const matcher = nameMatcher((characters) => pinyin(characters, { toneType: 'none', type: 'array', v: true }));
const OTHER_NAME = ['nickname_as_given', 'surname_changed', 'false_identity', 'middle_drop', 'part_drop'];

interface Registration {
  readonly rid: string;
  readonly full_name: string;
  readonly alias: string;
}

interface Result {
  readonly origin: string;
  readonly place: number;
  readonly fetched: number;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-names-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n');

/** As `find_people` does it. */
function lookUp(index: ReadonlyMap<string, readonly number[]>, probes: readonly Probe[]): number[] {
  const found = new Set<number>();
  for (const { all, any, limit, enough } of probes) {
    const lists = all.map((token) => new Set(index.get(token) ?? []));
    const hits = [...new Set(any.flatMap((token) => index.get(token) ?? []))]
      .filter((id) => lists.every((list) => list.has(id)))
      .slice(0, limit);
    for (const id of hits) found.add(id);
    if (found.size >= enough) break;
  }
  return [...found];
}

function measure(level: string): Result[] {
  const out = join(folder, level);
  const generator = new URL('../../../test/data/gen-persons.mjs', import.meta.url).pathname;
  execFileSync(
    process.execPath,
    [generator, '--n', String(PEOPLE), '--seed', 'recall', '--level', level, '--out', out],
    { stdio: 'ignore' },
  );
  const truth = new Map(
    lines(join(out, 'truth.csv'))
      .slice(1)
      .map((line) => {
        const [rid = '', eid = '', seq = '', errors = ''] = line.split(',');
        return [rid, { eid, first: seq === '0', errors: errors.split(' ') }] as const;
      }),
  );
  const origins = new Map(
    lines(join(out, 'entities.jsonl')).map((line) => {
      const entity = JSON.parse(line) as { eid: string; origin: string };
      return [entity.eid, entity.origin] as const;
    }),
  );
  const records = lines(join(out, 'records.jsonl')).map((line) => JSON.parse(line) as Registration);
  const firsts = records.filter((record) => truth.get(record.rid)?.first);
  const people: Indexed[] = firsts.map((record) => ({
    names: record.alias ? [record.full_name, record.alias] : [record.full_name],
  }));
  const target = new Map(firsts.map((record, id) => [truth.get(record.rid)?.eid, id]));
  const index = new Map<string, number[]>();
  people.forEach((person, id) => {
    for (const token of matcher.indexTokens(person)) index.set(token, [...(index.get(token) ?? []), id]);
  });
  const results: Result[] = [];
  for (const record of records) {
    const about = truth.get(record.rid);
    const id = target.get(about?.eid);
    if (!about || about.first || id === undefined) continue;
    const errors = [...about.errors, ...(truth.get(firsts[id]?.rid ?? '')?.errors ?? [])];
    if (errors.some((error) => OTHER_NAME.includes(error))) continue;
    const query = matcher.query(record.full_name);
    const found = lookUp(index, query.probes);
    const scored = found
      .map((one) => ({ one, score: query.score(people[one] as Indexed).score }))
      .sort((a, b) => b.score - a.score);
    const place = scored.findIndex(({ one }) => one === id);
    results.push({ origin: origins.get(about.eid) ?? '', place, fetched: found.length });
  }
  return results;
}

const recall = (results: readonly Result[]): number =>
  results.filter(({ place }) => place >= 0 && place < 10).length / results.length;

describe('of 3,000 people, the right one is among the first ten', () => {
  it('with light errors for 97 % of searches, and 93 % in every country of origin', () => {
    const results = measure('0.5');
    expect(results.length).toBeGreaterThan(700);
    expect(recall(results)).toBeGreaterThan(0.97);
    for (const origin of new Set(results.map((result) => result.origin)))
      expect(recall(results.filter((result) => result.origin === origin)), origin).toBeGreaterThan(0.93);
  });

  it('with normal errors for 95 % of searches, and 85 % in every country of origin', () => {
    const results = measure('1');
    expect(results.length).toBeGreaterThan(700);
    expect(recall(results)).toBeGreaterThan(0.95);
    for (const origin of new Set(results.map((result) => result.origin)))
      expect(recall(results.filter((result) => result.origin === origin)), origin).toBeGreaterThan(0.85);
  });
});
