#!/usr/bin/env node
// Measures the search for people on the way a request takes it: text -> keyed tokens -> PostgreSQL -> unsealing -> ranking.
//   node scripts/measure-search.mjs [--people 100000] [--queries 1000] [--levels 0.5,1]
// People and their second, misspelt registrations come from test/data/gen-persons.mjs. Needs no database: starts one.
import { execFileSync } from 'node:child_process';
import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import pg from 'pg';
import { pinyin } from 'pinyin-pro';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '1000' },
    levels: { type: 'string', default: '0.5,1' },
  },
});
const ENOUGH = 200;
/** Errors after which the name no longer says who it is: another name, or parts of it gone. */
const OTHER_NAME = new Set(['nickname_as_given', 'surname_changed', 'false_identity', 'middle_drop', 'part_drop']);

const SCHEMA = `
create table person (id uuid primary key, organisation_id uuid not null, sealed bytea not null);
alter table person enable row level security;
alter table person force row level security;
create policy person_organisation on person
  using (organisation_id = nullif(current_setting('measure.organisation', true), '')::uuid);
create table person_index (person_id uuid primary key, organisation_id uuid not null, tokens bigint[] not null);
create index person_index_tokens on person_index using gin (tokens) with (fastupdate = off);
create function find_people(alls text[], anys text[], weights int[], limits int[], enough int)
returns table (person_id uuid, weight bigint) language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
declare
  mine uuid := nullif(current_setting('measure.organisation', true), '')::uuid;
  found uuid[] := '{}'; worth int[] := '{}'; hits uuid[]; a bigint[]; o bigint[]; people int;
begin
  for i in 1 .. coalesce(array_length(alls, 1), 0) loop
    a := alls[i]::bigint[];
    o := anys[i]::bigint[];
    if o = '{}' then
      hits := array(select t.person_id from person_index t where t.tokens @> a and t.organisation_id = mine limit limits[i]);
    elsif a = '{}' then
      hits := array(select t.person_id from person_index t where t.tokens && o and t.organisation_id = mine limit limits[i]);
    else
      hits := array(select t.person_id from person_index t where t.tokens @> a and t.tokens && o and t.organisation_id = mine limit limits[i]);
    end if;
    continue when cardinality(hits) = 0;
    found := found || hits;
    worth := worth || array_fill(weights[i], array[cardinality(hits)]);
    if cardinality(found) >= enough then
      select count(distinct x) into people from unnest(found) x;
      exit when people >= enough;
    end if;
  end loop;
  return query select f.x, sum(f.w)::bigint from unnest(found, worth) f(x, w) group by 1 order by 2 desc limit enough;
end $$;
revoke all on function find_people from public;
`;

const work = mkdtempSync(join(tmpdir(), 'measure-search-'));
chmodSync(work, 0o711); // the server runs as another user when this runs as root
const say = (line) => process.stdout.write(`${line}\n`);
const lines = (file) => readFileSync(file, 'utf8').trim().split('\n');

async function bundled(entry) {
  const outfile = join(process.cwd(), 'node_modules', '.cache', 'measure-search', `${entry.replace(/\W/g, '-')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return import(outfile);
}

function people(level) {
  const out = join(work, `level-${level}`);
  const args = ['test/data/gen-persons.mjs', '--n', values.people, '--seed', 'measure', '--level', level, '--out', out];
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  const truth = new Map(
    lines(join(out, 'truth.csv'))
      .slice(1)
      .map((line) => {
        const [rid, eid, seq, errors] = line.split(',');
        return [rid, { eid, seq: Number(seq), errors: (errors ?? '').split(' ') }];
      }),
  );
  const origin = new Map(
    lines(join(out, 'entities.jsonl')).map((line) => {
      const entity = JSON.parse(line);
      return [entity.eid, entity.origin];
    }),
  );
  const records = lines(join(out, 'records.jsonl'))
    .map((line) => JSON.parse(line))
    .map((record) => ({ ...record, ...truth.get(record.rid) }));
  const first = records.filter((record) => record.seq === 0);
  const byEntity = new Map(first.map((record) => [record.eid, record]));
  const again = records.filter((record) => record.seq > 0);
  return { first, again, byEntity, origin };
}

const yearOf = (record) => {
  const year = Number(/\d{4}/.exec(record.dob_raw)?.[0]);
  return year > 2400 ? year - 543 : year || undefined;
};
const indexed = (record) => ({
  names: record.alias ? [record.full_name, record.alias] : [record.full_name],
  birthYear: yearOf(record),
  phones: record.phone ? [record.phone] : [],
  documents: record.doc_no ? [record.doc_no] : [],
});

const sealKey = randomBytes(32);
const tokenKey = randomBytes(32);
const keyed = (tokens) =>
  `{${tokens.map((token) => createHmac('sha256', tokenKey).update(token).digest().readBigInt64BE(0)).join(',')}}`;
function seal(value) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
  return Buffer.concat([iv, cipher.update(JSON.stringify(value)), cipher.final(), cipher.getAuthTag()]);
}
function unseal(sealed) {
  const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(decipher.update(sealed.subarray(12, -16)).toString() + decipher.final().toString());
}

function tally() {
  const times = [];
  const groups = new Map();
  return {
    add(group, ms, found) {
      times.push(ms);
      for (const name of ['all', group]) {
        const sum = groups.get(name) ?? { n: 0, fetched: 0, ten: 0, equal: 0 };
        groups.set(name, {
          n: sum.n + 1,
          fetched: sum.fetched + found.fetched,
          ten: sum.ten + found.ten,
          equal: sum.equal + found.equal,
        });
      }
    },
    say(title) {
      times.sort((a, b) => a - b);
      const at = (p) => (times[Math.min(times.length - 1, Math.floor(times.length * p))] ?? 0).toFixed(1);
      const share = (part, whole) => (part / whole).toFixed(3);
      say(`\n${title}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);
      say(
        '| group | searches | among the candidates | among the first ten | ten, exact namesakes level |\n|---|---|---|---|---|',
      );
      for (const [name, g] of groups)
        say(`| ${name} | ${g.n} | ${share(g.fetched, g.n)} | ${share(g.ten, g.n)} | ${share(g.equal, g.n)} |`);
    },
  };
}

const { nameMatcher } = await bundled('src/kernel/names/index.ts');
const { startPostgres } = await bundled('src/platform/postgres/index.ts');
const matcher = nameMatcher((characters) => pinyin(characters, { toneType: 'none', type: 'array', v: true }));
const postgres = await startPostgres({ stateDir: join(work, 'state') });
const owner = new pg.Client(postgres.ownerConfig);
const app = new pg.Client(postgres.appConfig);
try {
  await owner.connect();
  await app.connect();
  const role = (await app.query('select current_user as role')).rows[0].role;
  const organisation = randomUUID();
  for (const client of [owner, app])
    await client.query(`select set_config('measure.organisation', $1, false)`, [organisation]);

  async function search(text) {
    const query = matcher.query(text);
    const { probes } = query;
    const found = await app.query({
      name: 'find',
      text: 'select person_id from find_people($1, $2, $3, $4, $5)',
      values: [
        probes.map((p) => keyed(p.all)),
        probes.map((p) => keyed(p.any)),
        probes.map((p) => p.weight),
        probes.map((p) => p.limit),
        ENOUGH,
      ],
    });
    const ids = found.rows.map((row) => row.person_id);
    const rows = await app.query({
      name: 'read',
      text: 'select id, sealed from person where id = any ($1)',
      values: [ids],
    });
    const sealed = new Map(rows.rows.map((row) => [row.id, row.sealed]));
    return ids
      .map((id) => ({ id, score: query.score(unseal(sealed.get(id))).score }))
      .sort((a, b) => b.score - a.score);
  }

  async function ask(sum, group, text, target) {
    const start = performance.now();
    const answers = await search(text);
    const ms = performance.now() - start;
    const place = answers.findIndex((answer) => answer.id === target);
    const better = place < 0 ? Infinity : answers.filter((answer) => answer.score > answers[place].score).length;
    sum.add(group, ms, {
      fetched: Number(place >= 0),
      ten: Number(place >= 0 && place < 10),
      equal: Number(better < 10),
    });
  }

  for (const level of values.levels.split(',')) {
    await owner.query('drop table if exists person, person_index; drop function if exists find_people');
    await owner.query(SCHEMA);
    await owner.query(`grant select on person to ${role}; grant execute on function find_people to ${role}`);
    const { first, again, byEntity, origin } = people(level);
    const ids = new Map(first.map((record) => [record.eid, randomUUID()]));
    let tokens = 0;
    const start = performance.now();
    for (let i = 0; i < first.length; i += 1000) {
      const some = first.slice(i, i + 1000);
      const lists = some.map((record) => matcher.indexTokens(indexed(record)));
      tokens += lists.reduce((sum, list) => sum + list.length, 0);
      const values_ = [
        some.map((record) => ids.get(record.eid)),
        organisation,
        lists.map(keyed),
        some.map((record) => seal(indexed(record))),
      ];
      await owner.query(
        `with new as (select * from unnest($1::uuid[], $3::text[], $4::bytea[]) n(id, tokens, sealed)),
          p as (insert into person select id, $2, sealed from new)
         insert into person_index select id, $2, tokens::bigint[] from new`,
        values_,
      );
    }
    await owner.query('vacuum analyze person_index');
    const size = (await owner.query(`select pg_size_pretty(pg_total_relation_size('person_index')) as size`)).rows[0]
      .size;
    const took = ((performance.now() - start) / 1000).toFixed(0);
    say(
      `\n# Errors of level ${level}: ${first.length} people, ${(tokens / first.length).toFixed(1)} tokens each, ${size}, loaded in ${took} s`,
    );

    const fair = again.filter(
      (record) => ![...record.errors, ...byEntity.get(record.eid).errors].some((error) => OTHER_NAME.has(error)),
    );
    const step = Math.max(1, Math.floor(fair.length / Number(values.queries)));
    const sample = fair.filter((_, i) => i % step === 0);
    for (const record of sample.slice(0, 50)) await search(record.full_name);

    const names = tally();
    for (const record of sample) await ask(names, origin.get(record.eid), record.full_name, ids.get(record.eid));
    names.say('Name as written the second time');
    const scripts = tally();
    for (const record of sample) {
      const other = byEntity.get(record.eid).name_script;
      await ask(scripts, `${record.name_script} finds ${other}`, record.full_name, ids.get(record.eid));
    }
    scripts.say('The same by script');
    const years = tally();
    for (const record of sample) {
      const year = yearOf(byEntity.get(record.eid));
      if (year) await ask(years, origin.get(record.eid), `${record.full_name} ${year}`, ids.get(record.eid));
    }
    years.say('Name and birth year');
    const typing = tally();
    for (const record of sample.slice(0, 300)) {
      const name = byEntity.get(record.eid).full_name;
      await ask(typing, 'two letters short', [...name].slice(0, -2).join(''), ids.get(record.eid));
    }
    typing.say('While typing');
    const phones = tally();
    for (const record of first.filter((r) => r.phone).slice(0, 300))
      await ask(phones, 'phone', record.phone.replace(/[ -]/g, ''), ids.get(record.eid));
    for (const record of first.filter((r) => r.doc_no).slice(0, 300))
      await ask(phones, 'document', record.doc_no.toLowerCase(), ids.get(record.eid));
    phones.say('Telephone and document numbers');
  }
} finally {
  await app.end();
  await owner.end();
  await postgres.stop();
  rmSync(work, { recursive: true, force: true });
}
