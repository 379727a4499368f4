-- Figures that are not counted anew: sums of what was counted, and what changed since. Whoever reads adds both up. A change
-- commits with the row that it is about, and is folded into the sums in one transaction: in every snapshot the two are what
-- counting would say, and no writer waits for another.

create function house_zone() returns text language sql stable as
  $$ select coalesce((select value #>> '{}' from setting where key = 'timezone'), 'Asia/Ho_Chi_Minh') $$;
-- The first day of the month there.
create function month_in(zone text, at timestamptz) returns date language sql stable as
  $$ select date_trunc('month', at at time zone zone)::date $$;

-- How often a measure (`case.topic`) had a key (`fees`) in a month. Of `people.team` and `people.all` the key is the month of the
-- case before, of the same person in the same team or organisation: who had none since a month is counted from there on once.
create table figure_sum (
  organisation_id uuid not null,
  team_id uuid,
  programme text not null,
  month date not null,
  measure text not null,
  key text not null,
  count integer not null
);
create unique index figure_sum_of on figure_sum (programme, month, measure, key, organisation_id, team_id) nulls not distinct;
create table figure_change (
  organisation_id uuid not null,
  team_id uuid,
  programme text not null,
  month date not null,
  -- More, or less by what is no longer so.
  count integer not null,
  -- {"case.topic": "fees", …}
  keys jsonb not null
);

-- What a case counts for in the month in which it was opened, and in that in which it was closed; and an enquiry, unless it
-- became a case, which is counted then.
create function case_keys(c case_file) returns jsonb language sql stable as $$
  select jsonb_build_object('case.channel', coalesce(c.channel, ''), 'case.topic', coalesce(c.topic, ''),
    'case.destination', coalesce(c.destination, ''), 'case.sex', coalesce(c.sex, ''), 'case.ageBand', coalesce(c.age_band, ''),
    'case.stage', c.stage, 'case.status', case when c.closed_at is null then 'open' else 'closed' end,
    'case.flagged', case when c.flags = '[]' then 'no' else 'yes' end)
$$;
create function closed_keys(zone text, c case_file) returns jsonb language sql stable as $$
  select case when c.closed_at is not null then jsonb_build_object('closed.days',
    ((c.closed_at at time zone zone)::date - (c.opened_at at time zone zone)::date)::text,
    'closed.satisfaction', coalesce(c.satisfaction::text, '')) end
$$;
create function enquiry_keys(e enquiry) returns jsonb language sql stable as $$
  select case when e.case_id is null then jsonb_build_object('enquiry.channel', e.channel, 'enquiry.topic', e.topic,
    'enquiry.destination', coalesce(e.destination, ''), 'enquiry.sex', coalesce(e.sex, ''), 'enquiry.ageBand', coalesce(e.age_band, ''),
    'enquiry.answered', case when e.answered then 'yes' else 'no' end) end
$$;
-- Of every row that is seen.
create view figure_fact with (security_invoker = true) as
  select c.organisation_id, c.team_id, c.programme, f.month, f.keys from case_file c cross join (select house_zone() as zone) z
    cross join lateral (values (month_in(z.zone, c.opened_at), case_keys(c)), (month_in(z.zone, c.closed_at), closed_keys(z.zone, c)))
      f (month, keys) where f.keys is not null
  union all
  select e.organisation_id, e.team_id, e.programme, month_in(z.zone, e.at), enquiry_keys(e)
    from enquiry e cross join (select house_zone() as zone) z where e.case_id is null;
-- Notes that a case is so from now on (1), or is not any more (-1).
create function note_case(c case_file, times integer) returns void language plpgsql set search_path = public, pg_temp as $$
declare zone constant text := house_zone();
begin
  insert into figure_change
    select c.organisation_id, c.team_id, c.programme, f.month, times, f.keys from (values (month_in(zone, c.opened_at), case_keys(c)),
      (month_in(zone, c.closed_at), closed_keys(zone, c))) f (month, keys) where f.keys is not null;
end $$;
-- Which case follows which, of a few or of all.
create function case_links(zone text, cases case_file[]) returns table
  (organisation_id uuid, team_id uuid, programme text, month date, keys jsonb) language sql stable as $$
  select c.organisation_id, c.team_id, c.programme, month_in(zone, c.opened_at), jsonb_build_object('people.team', coalesce(to_char(
      month_in(zone, lag(c.opened_at) over (partition by c.person_id, c.organisation_id, c.programme, c.team_id order by c.opened_at, c.id)),
      'YYYY-MM'), '')) from unnest(cases) c
  union all
  select c.organisation_id, null, c.programme, month_in(zone, c.opened_at), jsonb_build_object('people.all', coalesce(to_char(
      month_in(zone, lag(c.opened_at) over (partition by c.person_id, c.organisation_id, c.programme order by c.opened_at, c.id)),
      'YYYY-MM'), '')) from unnest(cases) c
$$;

create function case_fact_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform note_case(old, -1), note_case(new, 1);
  return null;
end $$;
create trigger figures_changed after update of stage, closed_at, channel, topic, destination, sex, age_band, flags, team_id,
    opened_at, programme, satisfaction on case_file for each row
  when ((old.stage, old.closed_at, old.channel, old.topic, old.destination, old.sex, old.age_band, old.flags, old.team_id,
      old.opened_at, old.programme, old.satisfaction)
    is distinct from (new.stage, new.closed_at, new.channel, new.topic, new.destination, new.sex, new.age_band, new.flags,
      new.team_id, new.opened_at, new.programme, new.satisfaction))
  execute function case_fact_changed();

-- Cases that came or went, all that one statement brought or took: thousands come in at once. Whoever else gives a case to one
-- of these people waits until this is done.
create function cases_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  zone constant text := house_zone();
  came constant boolean := tg_op = 'INSERT';
  sign constant integer := case when came then 1 else -1 end;
  ids constant uuid[] := array(select m.id from moved m);
  people constant uuid[] := array(select distinct m.person_id from moved m);
  fewer case_file[];
  more case_file[];
begin
  perform set_config('app.scope', 'system', true);
  perform from person p where p.id = any (people) order by p.id for no key update;
  if came then
    more := array(select c from case_file c where c.person_id = any (people));
    fewer := array(select c from unnest(more) c where c.id <> all (ids));
  else
    fewer := array(select c from case_file c where c.person_id = any (people));
    more := fewer || array(select row(m.*)::case_file from moved m);
  end if;
  insert into figure_change
    select f.organisation_id, f.team_id, f.programme, f.month, sign * count(*), f.keys from (
      select c.organisation_id, c.team_id, c.programme, month_in(zone, c.opened_at) as month, case_keys(c) as keys
        from unnest(more) c where c.id = any (ids)
      union all select c.organisation_id, c.team_id, c.programme, month_in(zone, c.closed_at), closed_keys(zone, c)
        from unnest(more) c where c.id = any (ids) and c.closed_at is not null
      union all select * from case_links(zone, more)) f group by 1, 2, 3, 4, 6;
  if fewer <> '{}' then
    insert into figure_change
      select l.organisation_id, l.team_id, l.programme, l.month, -sign * count(*), l.keys from case_links(zone, fewer) l
        group by 1, 2, 3, 4, 6;
  end if;
  perform set_config('app.scope', caller_scope, true);
  return null;
end $$;
create trigger figures_came after insert on case_file referencing new table as moved
  for each statement execute function cases_moved();
create trigger figures_went after delete on case_file referencing old table as moved
  for each statement execute function cases_moved();

-- Before, and row by row: what it reads is then the state that this row changes, whatever else the statement changes.
create function case_link_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  people constant uuid[] := array[old.person_id, new.person_id];
  zone constant text := house_zone();
  had case_file[];
begin
  perform set_config('app.scope', 'system', true);
  perform from person p where p.id = any (people) order by p.id for no key update;
  had := array(select c from case_file c where c.person_id = any (people));
  insert into figure_change
    select l.organisation_id, l.team_id, l.programme, l.month, -1, l.keys from case_links(zone, had) l
    union all select l.organisation_id, l.team_id, l.programme, l.month, 1, l.keys
      from case_links(zone, array(select c from unnest(had) c where c.id <> old.id) || new) l;
  perform set_config('app.scope', caller_scope, true);
  return new;
end $$;
create trigger figures_linked before update of person_id, team_id, opened_at, programme on case_file
  for each row execute function case_link_changed();

create function enquiry_fact_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' and old.case_id is null then
    insert into figure_change values (old.organisation_id, old.team_id, old.programme, month_in(house_zone(), old.at), -1, enquiry_keys(old));
  end if;
  if tg_op <> 'DELETE' and new.case_id is null then
    insert into figure_change values (new.organisation_id, new.team_id, new.programme, month_in(house_zone(), new.at), 1, enquiry_keys(new));
  end if;
  return null;
end $$;
create trigger figures_added after insert or delete on enquiry for each row execute function enquiry_fact_changed();
create trigger figures_changed after update of channel, topic, destination, sex, age_band, answered, case_id, team_id,
    at, programme on enquiry for each row
  when ((old.channel, old.topic, old.destination, old.sex, old.age_band, old.answered, old.case_id, old.team_id,
      old.at, old.programme)
    is distinct from (new.channel, new.topic, new.destination, new.sex, new.age_band, new.answered, new.case_id, new.team_id,
      new.at, new.programme))
  execute function enquiry_fact_changed();

-- Who reaches teams asks whether something is his own beyond them.
create index enquiry_owner on enquiry (owner_id);

-- Folds what changed into the sums. Answers how many changes; 0 when another process is at it.
create function fold_figures() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare folded bigint;
begin
  if not pg_try_advisory_xact_lock(7306010) then return 0; end if;
  with gone as (delete from figure_change returning *),
    sums as (
      insert into figure_sum as s
      select g.organisation_id, g.team_id, g.programme, g.month, k.key, k.value, sum(g.count)
      from gone g cross join lateral jsonb_each_text(g.keys) k group by 1, 2, 3, 4, 5, 6 having sum(g.count) <> 0
      on conflict (programme, month, measure, key, organisation_id, team_id) do update set count = s.count + excluded.count)
  select count(*) into folded from gone;
  return folded;
end $$;

-- Counts everything anew: after a load that told no triggers, or when months begin elsewhere. Nobody writes meanwhile.
create function count_figures() returns void language plpgsql set search_path = public, pg_temp set work_mem = '256MB'
  set jit = off as $$
declare
  caller_scope constant text := actor_scope();
  zone constant text := house_zone();
begin
  lock table case_file, enquiry in share row exclusive mode;
  perform set_config('app.scope', 'system', true);
  delete from figure_change;
  delete from figure_sum;
  -- The same as figure_fact says row by row, which would take minutes for a million.
  insert into figure_sum
    select o, t, p, m, case when grouping(d0) = 0 then 'case.channel' when grouping(d1) = 0 then 'case.topic' when
      grouping(d2) = 0 then 'case.destination' when grouping(d3) = 0 then 'case.sex' when grouping(d4) = 0 then
        'case.ageBand' when grouping(d5) = 0 then 'case.stage' when grouping(d6) = 0 then 'case.status' when grouping(d7) =
        0 then 'case.flagged' end, coalesce(d0, d1, d2, d3, d4, d5, d6, d7), count(*) from (
      select c.organisation_id as o, c.team_id as t, c.programme as p, month_in(zone, c.opened_at) as m,
        (coalesce(c.channel, '')) as d0, (coalesce(c.topic, '')) as d1, (coalesce(c.destination, '')) as d2,
        (coalesce(c.sex, '')) as d3, (coalesce(c.age_band, '')) as d4, (c.stage) as d5, (case when c.closed_at is null then
        'open' else 'closed' end) as d6, (case when c.flags = '[]' then 'no' else 'yes' end) as d7 from case_file c) r
        group by grouping sets ((o, t, p, m, d0), (o, t, p, m, d1), (o, t, p, m, d2), (o, t, p, m, d3), (o, t, p, m, d4),
        (o, t, p, m, d5), (o, t, p, m, d6), (o, t, p, m, d7));
  insert into figure_sum
    select o, t, p, m, case when grouping(d0) = 0 then 'enquiry.channel' when grouping(d1) = 0 then 'enquiry.topic' when
      grouping(d2) = 0 then 'enquiry.destination' when grouping(d3) = 0 then 'enquiry.sex' when grouping(d4) = 0 then
        'enquiry.ageBand' when grouping(d5) = 0 then 'enquiry.answered' end, coalesce(d0, d1, d2, d3, d4, d5), count(*) from (
      select c.organisation_id as o, c.team_id as t, c.programme as p, month_in(zone, c.at) as m, (c.channel) as d0,
        (c.topic) as d1, (coalesce(c.destination, '')) as d2, (coalesce(c.sex, '')) as d3, (coalesce(c.age_band, '')) as
        d4, (case when c.answered then 'yes' else 'no' end) as d5
      from enquiry c where c.case_id is null) r group by grouping sets ((o, t, p, m, d0), (o, t, p, m, d1), (o, t, p, m,
        d2), (o, t, p, m, d3), (o, t, p, m, d4), (o, t, p, m, d5));
  insert into figure_sum
    select c.organisation_id, c.team_id, c.programme, month_in(zone, c.closed_at), 'closed.days',
      ((c.closed_at at time zone zone)::date - (c.opened_at at time zone zone)::date)::text, count(*)
    from case_file c where c.closed_at is not null group by 1, 2, 3, 4, 6;
  insert into figure_sum
    select c.organisation_id, c.team_id, c.programme, month_in(zone, c.closed_at), 'closed.satisfaction',
      coalesce(c.satisfaction::text, ''), count(*)
    from case_file c where c.closed_at is not null group by 1, 2, 3, 4, 6;
  insert into figure_sum
    with c as (select c.organisation_id, c.team_id, c.programme, c.person_id, c.id, c.opened_at,
        month_in(zone, c.opened_at) as month from case_file c)
    select l.organisation_id, l.team_id, l.programme, l.month, l.measure, coalesce(to_char(l.before, 'YYYY-MM'), ''), count(*) from (
      select organisation_id, team_id, programme, month, 'people.team' as measure,
        lag(month) over (partition by person_id, organisation_id, programme, team_id order by opened_at, id) as before from c
      union all select organisation_id, null, programme, month, 'people.all',
        lag(month) over (partition by person_id, organisation_id, programme order by opened_at, id) from c) l
    group by 1, 2, 3, 4, 5, 6;
  perform set_config('app.scope', caller_scope, true);
end $$;
create function zone_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform count_figures();
  return null;
end $$;
create trigger figures_zone after insert or update on setting for each row when (new.key = 'timezone') execute function zone_changed();

-- Read like the rows that they sum, by whole teams: what is one's own beyond them is counted row by row.
do $$
declare name text;
begin
  foreach name in array array['figure_sum', 'figure_change'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using (organisation_id = (select actor_reach())
        and (team_id = any ((select actor_reached_teams())::uuid[]) or (select actor_reaches_all()))
      or programme = any ((select actor_counted())::text[]) or (select actor_is_system()))', name);
    execute format('create policy keeper on %I to current_user using (true) with check (true)', name);
    execute format('grant select on %I to banyan_app', name);
  end loop;
end $$;
create view figure_count with (security_invoker = true) as
  select organisation_id, team_id, programme, month, measure, key, count from figure_sum
  union all
  select c.organisation_id, c.team_id, c.programme, c.month, k.key, k.value, c.count
  from figure_change c cross join lateral jsonb_each_text(c.keys) k;
grant select on figure_count, figure_fact to banyan_app;

revoke all on function note_case, case_fact_changed, cases_moved, case_link_changed, enquiry_fact_changed, zone_changed, fold_figures, count_figures from public;
grant execute on function fold_figures to banyan_app;
select count_figures();

-- ── what the office says beside what is counted ──────────────────────────────────────────────────────────────
-- What a centre cost in a month, in the smallest unit of the currency.
create table centre_cost (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  team_id uuid not null references team,
  month date not null,
  revision integer not null default 1,
  amount bigint not null check (amount >= 0),
  currency text not null,
  by_user uuid not null,
  updated_at timestamptz not null
);
create unique index centre_cost_of on centre_cost (team_id, month, currency);
-- How much work a case is, and a month of one counsellor, and how that is known.
create table workload (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  programme text not null,
  revision integer not null default 1,
  hours_per_case numeric not null check (hours_per_case > 0),
  hours_per_month numeric not null check (hours_per_month > 0),
  source text not null,
  by_user uuid not null,
  updated_at timestamptz not null
);
create unique index workload_of on workload (organisation_id, programme);
-- The ministry's form as the office keeps it: a workbook with placeholders. Of nobody, so in the clear.
create table report_form (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  programme text not null,
  revision integer not null default 1,
  name text not null,
  body bytea not null,
  by_user uuid not null,
  updated_at timestamptz not null
);
create index report_form_of on report_form (organisation_id, programme);
do $$
declare
  name text;
  columns text;
begin
  foreach name in array array['centre_cost', 'workload', 'report_form'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy own on %I using (organisation_id = (select actor_reach()) or (select actor_is_system()))
      with check (organisation_id = (select actor_reach()) or (select actor_is_system()))', name);
    select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
      where a.attrelid = name::regclass and a.attnum > 0 and not a.attisdropped and a.attname not in ('id', 'organisation_id', 'team_id', 'programme', 'month');
    execute format('grant select, insert, update (%s) on %I to banyan_app', columns, name);
  end loop;
end $$;
-- Who counts for all is told what each centre cost: it is money, and nobody's.
create policy counted on centre_cost for select using ((select actor_counted()) is not null);
