-- What is planned with a person and who helps them with it; where they stay; who interprets for them.

-- A goal of a case: its kind is counted, the person's own words are sealed.
create table plan_goal (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  revision integer not null default 1,
  kind text not null,
  wording bytea,
  due_on date,
  outcome text,
  outcome_note bytea,
  set_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);
create index plan_goal_case on plan_goal (case_id);
create index plan_goal_person on plan_goal (person_id);

-- Help of one kind for one person, and how it stands.
create table service (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  revision integer not null default 1,
  goal_id uuid references plan_goal,
  service text not null,
  status text not null,
  -- Whoever gives it: an organisation of this house, or a sealed name.
  provider_id uuid references organisation,
  provider bytea,
  -- Who sees to it.
  user_id uuid references app_user,
  due_on date,
  started_on date,
  ended_on date,
  quantity integer,
  -- In the smallest unit of the currency.
  cost bigint,
  currency text,
  funder bytea,
  -- The consent that covered it when it went that far.
  consent_id uuid references consent,
  -- The person's own answer, 1 to 5.
  rating smallint,
  unavailable text,
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);
create index service_case on service (case_id);
create index service_person on service (person_id);
create index service_requested on service (programme, requested_at);

-- A place to stay. Where it is, is sealed under the organisation's key.
create table shelter (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  revision integer not null default 1,
  name text not null,
  capacity integer not null check (capacity > 0),
  sexes text[] not null,
  age_from smallint not null,
  age_to smallint not null,
  children_with_mother boolean not null,
  location bytea not null,
  active boolean not null,
  updated_at timestamptz not null
);
create index shelter_of on shelter (organisation_id);

create table stay (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  shelter_id uuid not null references shelter,
  begins_at timestamptz not null,
  ends_at timestamptz,
  by_user uuid not null,
  erased_at timestamptz
);
-- One at a time. By case, for a merge may bring two of a person together.
create unique index stay_open on stay (case_id) where ends_at is null and erased_at is null;
create index stay_shelter on stay (shelter_id, begins_at);
create index stay_person on stay (person_id);

-- Who interprets: name and how to reach them are sealed under the organisation's key.
create table interpreter (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  revision integer not null default 1,
  about bytea not null,
  languages text[] not null,
  gender text not null,
  vetted_on date,
  vetted_until date,
  vetted_by uuid references app_user,
  active boolean not null,
  updated_at timestamptz not null
);
create index interpreter_of on interpreter (organisation_id);

-- That somebody interpreted for a case, and had said that nothing ties them to anybody in it.
create table interpreting (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  interpreter_id uuid not null references interpreter,
  -- The form that they were called in for.
  form text not null,
  at timestamptz not null,
  by_user uuid not null,
  erased_at timestamptz
);
create index interpreting_case on interpreting (case_id);
create index interpreting_person on interpreting (person_id);

-- Seen by whoever sees the case. A broken glass shows what is planned and given; where somebody stays, and who interprets, it
-- never shows. Services are counted by those who count.
select guard_case_part('plan_goal', shown_rule()), guard_case_part('service', shown_rule() || ' or ' || counted_rule()),
  guard_case_part('stay'), guard_case_part('interpreting');
select grant_record(part, 'id', 'organisation_id', 'team_id', 'owner_id', 'erased_at', 'person_id', 'case_id')
  from unnest(array['plan_goal', 'service', 'stay', 'interpreting']) part;
do $$
declare
  name text;
begin
  -- What an organisation has: for whoever works in it.
  foreach name in array array['shelter', 'interpreter'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy own on %I using (organisation_id = (select actor_reach()) or (select actor_is_system()))
      with check (organisation_id = (select actor_reach()) or (select actor_is_system()))', name);
    perform grant_record(name, 'id', 'organisation_id');
  end loop;
end $$;

-- How many stay in each shelter of the caller's organisation at some moments; at 'infinity', whoever has not left. Whoever
-- places somebody must count the stays of others as well, and learns no more of them than how many they are.
create function shelter_taken(moments timestamptz[]) returns table (shelter_id uuid, moment timestamptz, taken integer)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  mine constant uuid := actor_reach();
begin
  if mine is null then return; end if;
  perform set_config('app.scope', 'system', true);
  return query select s.shelter_id, m, count(*)::integer from unnest(moments) m
    join stay s on s.begins_at <= m and (s.ends_at is null or s.ends_at > m)
    where s.organisation_id = mine and s.erased_at is null group by 1, 2;
  perform set_config('app.scope', caller_scope, true);
end $$;
revoke all on function shelter_taken from public;
grant execute on function shelter_taken to banyan_app;
