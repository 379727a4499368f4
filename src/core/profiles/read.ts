import { sql } from 'kysely';
import type { Parsed } from '../../kernel/index.ts';
import { localDay, timeZone } from '../local-time.ts';
import { type Context, type Db, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { profileOf } from './write.ts';

/** Versions with who wrote and who reviewed them, newest first. */
const versionRows = (db: Db) =>
  db
    .selectFrom('profile_section as s')
    .innerJoin('profile as p', 'p.id', 's.profile_id')
    .leftJoin('app_user as w', 'w.id', 's.by_user')
    .leftJoin('app_user as r', 'r.id', 's.reviewed_by')
    .select([
      's.id',
      's.kind',
      's.origin',
      's.version',
      's.text',
      's.sources',
      's.public',
      's.written_at',
      's.published_at',
      's.reviewed_on',
      's.review_due',
      'w.name as by',
      'r.name as reviewer',
      'p.destination',
    ])
    .orderBy('s.version', 'desc');
type VersionRow = Awaited<ReturnType<ReturnType<typeof versionRows>['execute']>>[number];

const toVersion = (row: VersionRow) => ({
  id: row.id,
  version: row.version,
  text: row.text,
  sources: row.sources,
  public: row.public,
  by: row.by ?? undefined,
  writtenAt: row.written_at.toISOString(),
  publishedAt: row.published_at?.toISOString(),
  reviewedOn: row.reviewed_on ?? undefined,
  reviewedBy: row.reviewer ?? undefined,
  reviewDue: row.review_due ?? undefined,
});

const isThere = ({ text }: { text: Record<string, string> }): boolean => Object.keys(text).length > 0;

export const read = operation(contracts.read, { run: readProfile });

export async function readProfile(
  { db, actor, definitions, now }: Context,
  { destination, origin }: Parsed<typeof contracts.read>,
) {
  const [profile, rows, today] = await Promise.all([
    profileOf(db, destination)
      .leftJoin('app_user as u', 'u.id', 'p.owner_id')
      .select('u.name as owner')
      .executeTakeFirst(),
    versionRows(db)
      .where('p.destination', '=', destination)
      .$if(origin !== undefined, (query) =>
        query.where((eb) => eb.or([eb('s.origin', 'is', null), eb('s.origin', '=', origin!)])),
      )
      // What stands, and what is newer.
      .where(
        sql<boolean>`s.version >= coalesce((select max(n.version) from profile_section n where n.profile_id = s.profile_id
          and n.kind = s.kind and n.origin is not distinct from s.origin and n.published_at is not null), 1)`,
      )
      .execute(),
    localDay(db, now),
  ]);
  const writes = actor.role.grants.includes('profile.write');
  const keys = [...new Set(rows.map(({ kind, origin: from }) => `${kind} ${from ?? ''}`))];
  const order = (definitions.codeList('profileSection')?.items ?? []).map(({ code }) => code);
  return {
    ...(profile && {
      profile: {
        id: profile.id,
        revision: profile.revision,
        ownerId: profile.owner_id ?? undefined,
        owner: profile.owner ?? undefined,
      },
    }),
    sections: keys
      .map((key) => {
        const of = rows.filter(({ kind, origin: from }) => `${kind} ${from ?? ''}` === key);
        const stands = of.find(({ published_at }) => published_at);
        const newest = of[0]!;
        const published = stands && isThere(stands) ? toVersion(stands) : undefined;
        const draft = writes && !newest.published_at ? toVersion(newest) : undefined;
        return {
          kind: newest.kind,
          origin: newest.origin ?? undefined,
          published,
          draft,
          stale: published?.reviewDue !== undefined && published.reviewDue <= today,
        };
      })
      .filter(({ published, draft }) => published || draft)
      .toSorted(
        (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.origin ?? '').localeCompare(b.origin ?? ''),
      ),
  };
}

/** Of each section what stands, of all profiles; a section that was taken out is not among them. */
const standing = (db: Db) =>
  versionRows(db)
    .leftJoin('app_user as o', 'o.id', 'p.owner_id')
    .select(['p.owner_id', 'o.name as owner', 'o.active as owner_active'])
    .where('s.published_at', 'is not', null)
    .where(sql<boolean>`s.text <> '{}'`)
    .where(
      sql<boolean>`not exists (select from profile_section n where n.profile_id = s.profile_id and n.kind = s.kind
        and n.origin is not distinct from s.origin and n.published_at is not null and n.version > s.version)`,
    );

const isStale = (now: Date) => sql<boolean>`s.review_due <= (${now}::timestamptz at time zone ${timeZone})::date`;

const mostFound = 50;

export const list = operation(contracts.list, {
  run: async ({ db, now }, { query }) => {
    const [rows, profiles] = await Promise.all([
      standing(db).select(isStale(now).as('stale')).execute(),
      db
        .selectFrom('profile as p')
        .leftJoin('app_user as o', 'o.id', 'p.owner_id')
        .select(['p.destination', 'o.name as owner'])
        .orderBy('p.destination')
        .execute(),
    ]);
    return {
      profiles: profiles.map(({ destination, owner }) => {
        const own = rows.filter((row) => row.destination === destination);
        return {
          destination,
          owner: owner ?? undefined,
          sections: own.length,
          stale: own.filter(({ stale }) => stale).length,
          reviewDue: own.flatMap(({ review_due }) => review_due ?? []).sort()[0],
        };
      }),
      found: query === undefined ? [] : rows.flatMap((row) => foundIn(row, query)).slice(0, mostFound),
    };
  },
});

/** As somebody in a hurry types it: without capitals, accents and tone marks. */
const folded = (text: string): string =>
  text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '');

/** Characters of what stands before and after what was found. */
const around = 60;

function foundIn({ destination, kind, origin, text }: VersionRow, query: string) {
  const wanted = folded(query);
  for (const [language, said] of Object.entries(text)) {
    const line = said.split('\n').find((one) => folded(one).includes(wanted));
    if (line === undefined) continue;
    // Folding shortens: the place in the line is near enough.
    const at = folded(line).indexOf(wanted);
    const [from, to] = [Math.max(0, at - around), at + wanted.length + around];
    const excerpt = `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
    return [{ destination, kind, origin: origin ?? undefined, language, excerpt }];
  }
  return [];
}

export const versions = operation(contracts.versions, {
  run: async ({ db }, { destination, kind, origin }) => {
    const rows = await versionRows(db)
      .where('p.destination', '=', destination)
      .where('s.kind', '=', kind)
      .where(sql<boolean>`s.origin is not distinct from ${origin ?? null}`)
      .limit(200)
      .execute();
    return { versions: rows.map(toVersion) };
  },
});

export const due = operation(contracts.due, {
  run: async ({ db, actor, now }, { all }) => {
    const rows = await standing(db).where(isStale(now)).execute();
    return {
      items: rows
        // Whose owner has gone is nobody's, and so everybody's who may write.
        .map((row) => ({ ...row, mine: row.owner_id === actor.userId || !row.owner_active }))
        .filter(({ mine }) => mine || all)
        .toSorted((a, b) => (a.review_due ?? '').localeCompare(b.review_due ?? '') || a.id.localeCompare(b.id))
        .map((row) => ({
          id: row.id,
          destination: row.destination,
          kind: row.kind,
          origin: row.origin ?? undefined,
          reviewDue: row.review_due!,
          owner: row.owner_active ? (row.owner ?? undefined) : undefined,
          mine: row.mine,
        })),
    };
  },
});
