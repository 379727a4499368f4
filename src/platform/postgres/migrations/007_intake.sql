-- Registers that come in from spreadsheets: the file as it was read, what became of each row, and what is remembered of a sender.

-- One file. What it says of itself, and how its columns are read, is sealed under a key of its own, which goes when nobody
-- can take it back any more. The row stays: that so many cases came in on that day.
create table intake (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  revision integer not null default 1,
  -- Sender, name of the file, its sheets and the first rows of each.
  about bytea,
  plan bytea,
  -- read, taking, taken, undoing, undone
  state text not null,
  -- Rows of the chosen sheets and how far they are; {"people": 3, …} of what they became.
  rows integer not null,
  counts jsonb not null default '{}',
  read_at timestamptz not null,
  -- The last step.
  touched_at timestamptz not null
);
create index intake_of on intake (organisation_id, read_at desc);

-- Five hundred rows as they were read: a step. Emptied once it is taken.
create table intake_part (
  intake_id uuid not null references intake,
  seq integer not null,
  sheet smallint not null,
  rows integer not null,
  body bytea,
  taken_at timestamptz,
  primary key (intake_id, seq)
);

-- What a row became; `made` are the identifiers of everything that it made.
create table intake_row (
  intake_id uuid not null references intake,
  seq integer not null,
  sheet smallint not null,
  row integer not null,
  person_id uuid,
  case_id uuid,
  enquiry_id uuid,
  -- Somebody who was here and may be the same person.
  alike_id uuid,
  made uuid[] not null,
  -- Somebody had worked on it when it was to be undone.
  kept boolean not null default false,
  primary key (intake_id, sheet, row)
);
create index intake_row_step on intake_row (intake_id, seq);
create index intake_row_alike on intake_row (intake_id) where alike_id is not null;

-- How the columns of a sender are read: by a keyed digest of who it is, sealed under the organisation's key.
create table intake_mapping (
  organisation_id uuid not null references organisation,
  sender bytea not null,
  body bytea not null,
  updated_at timestamptz not null,
  primary key (organisation_id, sender)
);

do $$
declare
  reach constant text := reach_rule();
  name text;
begin
  alter table intake enable row level security;
  execute format('create policy own on intake using (%s or (select actor_is_system()))
    with check (%s or (select actor_is_system()))', reach, reach);
  foreach name in array array['intake_part', 'intake_row'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy own on %I using (intake_id in (select i.id from intake i))
      with check (intake_id in (select i.id from intake i))', name);
  end loop;
  alter table intake_mapping enable row level security;
  create policy own on intake_mapping using (organisation_id = (select actor_reach()) or (select actor_is_system()))
    with check (organisation_id = (select actor_reach()) or (select actor_is_system()));
  -- What an intake made is taken away again, whole: stumps would be counted. The application deletes none of it.
  foreach name in array array['person', 'case_file', 'case_stage', 'enquiry', 'entry', 'task', 'consent', 'deadline'] loop
    execute format('create policy undone on %I for delete to current_user using ((select actor_is_system()))', name);
  end loop;
end $$;
grant select, insert, update (revision, about, plan, state, rows, counts, touched_at) on intake to banyan_app;
grant select, insert, update (body, taken_at) on intake_part to banyan_app;
grant select, insert on intake_row to banyan_app;
grant select, insert, update (body, updated_at) on intake_mapping to banyan_app;

-- Who of the caller's people has one of the tokens that tell alone, or one of these names with the year of birth beside it; and
-- which of all of them they have. Like find_people, for hundreds at once: it answers of nobody whom the caller may not see.
-- Names are sought with their years one by one: a name has as many bearers as the register is large.
create function find_known(alone bigint[], names bigint[], years bigint[]) returns table (person_id uuid, tokens bigint[])
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
declare
  organisation constant uuid := actor_organisation();
  whole constant boolean := actor_scope() = 'organisation';
  me constant uuid := actor_user();
  teams constant uuid[] := case actor_scope() when 'team' then actor_teams() else '{}' end;
  mine constant uuid[] := case actor_scope() when 'own' then
    array(select c.person_id from case_file c where c.owner_id = me) else '{}' end;
  wanted constant bigint[] := alone || names || years;
begin
  if actor_scope() not in ('own', 'team', 'organisation') then return; end if;
  return query select f.person_id, array(select distinct x from unnest(f.tokens) x where x = any (wanted))
    from (select distinct on (a.person_id) a.person_id, a.tokens from (
      select i.person_id, i.tokens from person_index i where i.tokens && alone and i.organisation_id = organisation
        and (whole or i.owner_id = me or i.team_id = any (teams) or i.person_id = any (mine))
      union all select n.person_id, n.tokens from unnest(names, years) as asked (name, year) cross join lateral (
        select i.person_id, i.tokens from person_index i where i.tokens @> array[asked.name, asked.year] and i.organisation_id = organisation
          and (whole or i.owner_id = me or i.team_id = any (teams) or i.person_id = any (mine)) limit 50) n) a limit 20000) f;
end $$;

-- Takes back what one step of an intake made, the last first, unless somebody worked on it since: then it stays, and says so.
-- Answers the keys that were destroyed, how many rows went and stay, and how many steps are left.
create function undo_intake(which uuid, moment timestamptz) returns jsonb language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  step integer;
  ours uuid[];
  worked uuid[] := '{}';
  gone uuid[];
  keys uuid[];
  went integer;
  stay integer;
  link record;
  name text;
begin
  if not exists (select from intake i where i.id = which and i.organisation_id = actor_organisation()
    and i.state in ('undoing')) then raise insufficient_privilege; end if;
  perform set_config('app.scope', 'system', true);
  select max(r.seq) into step from intake_row r where r.intake_id = which and not r.kept;
  ours := array(select unnest(r.made) from intake_row r where r.intake_id = which and r.seq = step and not r.kept);
  -- Whatever refers to one of them and did not come with it; what was changed; and what the journal names since.
  for link in select c.conrelid::regclass as child, c.confrelid::regclass as parent, a.attname as via,
      exists (select from pg_attribute i where i.attrelid = c.conrelid and i.attname = 'id') as named
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid in ('person'::regclass, 'case_file'::regclass, 'entry'::regclass, 'consent'::regclass)
      and c.conrelid <> 'person_index'::regclass
  loop
    execute format('select $2 || array(select distinct t.%I from %s t where t.%I = any ($1) %s)', link.via, link.child, link.via,
      case when link.named then 'and not exists (select from unnest($1) m where m = t.id)' else '' end) into worked using ours, worked;
  end loop;
  worked := worked || array(select p.id from person p where p.id = any (ours) and p.revision > 1)
    || array(select c.id from case_file c where c.id = any (ours) and c.revision > 1)
    || array(select e.id from entry e where e.id = any (ours) and e.revision > 1)
    || array(select e.id from enquiry e where e.id = any (ours) and (e.person_id is not null or e.case_id is not null))
    || array(select j.subject_id from journal j where j.subject_id = any (ours) and j.digest is not null and j.outcome = 'done');
  -- With one of what a row made the whole row stays, and with it the row that made its person.
  update intake_row r set kept = true where r.intake_id = which and r.seq = step and not r.kept and r.made && worked;
  update intake_row r set kept = true where r.intake_id = which and not r.kept and r.made && array(
    select k.person_id from intake_row k where k.intake_id = which and k.kept and k.person_id is not null);
  select count(*) into stay from intake_row r where r.intake_id = which and r.kept;
  gone := array(select unnest(r.made) from intake_row r where r.intake_id = which and r.seq = step and not r.kept);
  delete from person_index i where i.person_id = any (gone);
  foreach name in array array['deadline', 'task', 'consent', 'entry', 'case_stage', 'enquiry', 'case_file', 'person'] loop
    execute format('delete from %I where id = any ($1)', name) using gone;
  end loop;
  with ended as (update data_key k set wrapped = null, erased_at = moment where k.id = any (gone) and k.wrapped is not null
    returning k.id) select coalesce(array_agg(ended.id), '{}') into keys from ended;
  delete from intake_row r where r.intake_id = which and r.seq = step and not r.kept;
  get diagnostics went = row_count;
  perform set_config('app.scope', caller_scope, true);
  return jsonb_build_object('keys', to_jsonb(keys), 'undone', went, 'kept', stay,
    'left', (select count(*) from intake_row r where r.intake_id = which and not r.kept));
end $$;

-- Forgets files that nobody has touched since then: their rows, how they were read, and the key of both. For the system.
create function forget_intakes(before timestamptz, moment timestamptz) returns uuid[] language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  old uuid[];
begin
  if not actor_is_system() then raise insufficient_privilege; end if;
  old := array(select i.id from intake i where i.touched_at < before and i.about is not null);
  delete from intake_part p where p.intake_id = any (old);
  delete from intake_row r where r.intake_id = any (old);
  update intake i set about = null, plan = null where i.id = any (old);
  update data_key k set wrapped = null, erased_at = moment where k.id = any (old) and k.wrapped is not null;
  perform set_config('app.scope', caller_scope, true);
  return old;
end $$;

revoke all on function find_known, undo_intake, forget_intakes from public;
grant execute on function find_known, undo_intake, forget_intakes to banyan_app;
