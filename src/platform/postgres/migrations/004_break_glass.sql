-- Breaking the glass: in need somebody sees one case that is not his to see, for minutes, and answers for it.
create table break_glass (
  id uuid primary key,
  -- The case's, and they go where it goes: whoever reaches the case judges.
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  user_id uuid not null references app_user,
  -- Sealed under the case's key, as is the note.
  reason bytea,
  -- Who was told at once.
  alerted uuid[] not null default '{}',
  at timestamptz not null,
  ends_at timestamptz not null,
  reviewed_by uuid references app_user,
  reviewed_at timestamptz,
  verdict text check (verdict in ('justified', 'unjustified')),
  note bytea,
  -- After a verdict of unjustified, by an administrator.
  unlocked_by uuid references app_user,
  unlocked_at timestamptz,
  check (ends_at > at and ends_at <= at + interval '30 minutes'),
  -- Judged whole or not at all, and never one's own.
  check ((verdict is null) = (reviewed_at is null) and (verdict is null) = (reviewed_by is null)),
  check (reviewed_by <> user_id)
);
create index break_glass_user on break_glass (user_id, at);
create index break_glass_waiting on break_glass (organisation_id, at) where verdict is null;
create index break_glass_case on break_glass (case_id);
create index break_glass_person on break_glass (person_id);

-- Told why once, by whoever broke it; judged once, by somebody else who reaches the case. Broken by open_glass alone.
alter table break_glass enable row level security;
do $$
declare
  judges constant text := $p$ (team_id = any ((select actor_reached_teams())::uuid[]) or owner_id = (select actor_user())
    or (select actor_reaches_all())) $p$;
begin
  execute format('create policy seen on break_glass for select using ((select actor_is_system())
    or organisation_id = (select actor_reach()) and (user_id = (select actor_user()) or %s))', judges);
  execute format('create policy judged on break_glass for update using (organisation_id = (select actor_reach())
    and user_id <> (select actor_user()) and verdict is null and %s) with check (reviewed_by = (select actor_user()))', judges);
end $$;
create policy told on break_glass for update using (user_id = (select actor_user()) and reason is null)
  with check (user_id = (select actor_user()) and verdict is null);
-- What runs as the owner: the functions here, and what takes along with a case or a person what belongs to them.
create policy keeper on break_glass to current_user using (true) with check (true);

-- Breaks the glass of a case of the caller's organisation, by its id or its number, whoever has it: the system looks, for
-- the caller does not see it. Answers the row; nothing when there is no such case.
create function open_glass(new_id uuid, which uuid, called text, moment timestamptz, until timestamptz) returns setof break_glass
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  file case_file;
begin
  if actor_reach() is null or actor_user() is null then raise insufficient_privilege; end if;
  perform set_config('app.scope', 'system', true);
  select * into file from case_file c where (c.id = which or c.number = called)
    and c.organisation_id = actor_organisation() and c.erased_at is null;
  perform set_config('app.scope', caller_scope, true);
  if file.id is null then return; end if;
  return query insert into break_glass (id, organisation_id, team_id, owner_id, case_id, person_id, user_id, at, ends_at)
    values (new_id, file.organisation_id, file.team_id, file.owner_id, file.id, file.person_id, actor_user(), moment, until)
    returning *;
end $$;

-- Whether an account is locked: nobody judged within 72 hours, or somebody found no cause. By the row and the time alone, so
-- that no job can fail to lock it.
create function account_locked(who uuid, moment timestamptz) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from break_glass g where g.user_id = who
    and (actor_is_system() or g.organisation_id = actor_organisation())
    and (g.verdict is null and g.at <= moment - interval '72 hours' or g.verdict = 'unjustified' and g.unlocked_at is null))
$$;

-- Lifts what verdicts locked; what nobody judged stays locked until somebody does. Answers how many there were.
create function unlock_account(who uuid, moment timestamptz) returns integer language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  lifted integer;
begin
  if actor_user() is null or actor_user() = who then raise insufficient_privilege; end if;
  update break_glass set unlocked_by = actor_user(), unlocked_at = moment where user_id = who
    and organisation_id = actor_organisation() and verdict = 'unjustified' and unlocked_at is null;
  get diagnostics lifted = row_count;
  return lifted;
end $$;

grant select, update (reason, alerted, reviewed_by, reviewed_at, verdict, note) on break_glass to banyan_app;
revoke all on function open_glass, account_locked, unlock_account from public;
grant execute on function open_glass, account_locked, unlock_account to banyan_app;
