-- What is known of the countries that people go to; short messages to people’s telephones.

-- One for each destination. Who answers for it is asked to review it.
create table profile (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  revision integer not null default 1,
  destination text not null,
  owner_id uuid references app_user,
  updated_at timestamptz not null,
  unique (organisation_id, destination)
);

-- One version of one section, for all who go there or for those who come from one country. What was written stays; what a
-- review says is added to the version that it reviewed.
create table profile_section (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  profile_id uuid not null references profile,
  kind text not null,
  origin text,
  version integer not null,
  -- {"en": "…", "vi": "…"}; empty for a section that was taken out.
  text jsonb not null,
  -- [{"name": "…", "link": "https://…", "date": "2026-03-01"}]
  sources jsonb not null,
  -- Meant for everybody, not only for who works here.
  public boolean not null,
  by_user uuid not null references app_user,
  written_at timestamptz not null,
  -- Blank for a draft.
  published_at timestamptz,
  reviewed_on date,
  reviewed_by uuid references app_user,
  review_due date,
  -- Of two who write the same section at once, the second is told.
  unique nulls not distinct (profile_id, kind, origin, version)
);

-- For whoever works in the organisation. A version is never written over, only reviewed.
do $$
declare name text;
begin
  foreach name in array array['profile', 'profile_section'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy own on %I using (organisation_id = (select actor_reach()) or (select actor_is_system()))
      with check (organisation_id = (select actor_reach()) or (select actor_is_system()))', name);
  end loop;
end $$;
grant select, insert, update (revision, owner_id, updated_at) on profile to banyan_app;
grant select, insert, update (reviewed_on, reviewed_by, review_due) on profile_section to banyan_app;

-- A message to somebody's telephone, and what became of it. The number and the text are sealed together, and are gone once it
-- is out: what stays is when, which template, and how it went.
create table message (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  case_id uuid references case_file,
  enquiry_id uuid references enquiry,
  person_id uuid not null references person,
  -- Whose key seals it: the person's when it was written, whoever they were merged into since.
  key_id uuid not null,
  template text not null,
  language text not null,
  content bytea,
  -- A keyed digest of the number: an answer, or a STOP, is known by it.
  number bytea,
  -- waiting, sending, sent, delivered, answered, failed, stopped; unsure: perhaps it went out.
  state text not null,
  -- Why it was stopped.
  why text,
  tries integer not null default 0,
  not_before timestamptz not null,
  -- Afterwards it would be wrong to say it.
  not_after timestamptz,
  written_at timestamptz not null,
  -- Nobody, when the house asks by itself.
  by_user uuid,
  changed_at timestamptz not null,
  sent_at timestamptz,
  -- It asks for a number from 1 to 5, and that number.
  rating boolean not null,
  answer smallint,
  answered_at timestamptz,
  erased_at timestamptz
);
create index message_case on message (case_id) where case_id is not null;
create index message_person on message (person_id);
create index message_waiting on message (not_before) where state in ('waiting', 'sending');
create index message_number on message (number) where number is not null;
-- A case is asked once, whichever process asks.
create unique index message_asked on message (case_id, template) where by_user is null;

select guard_case_part('message', stumps => false);
grant select, insert, update (content, state, why, tries, not_before, changed_at, sent_at, answer, answered_at)
  on message to banyan_app;

-- Numbers whose owner wants no more messages, of whichever organisation: keyed digests, which say nothing to who reads them.
create table message_stop (
  number bytea primary key,
  at timestamptz not null
);
alter table message_stop enable row level security;
create policy seen on message_stop for select using ((select actor_works()) or (select actor_is_system()));
create policy made on message_stop for insert with check ((select actor_is_system()));
create policy gone on message_stop for delete using ((select actor_is_system()));
grant select, insert, delete on message_stop to banyan_app;

-- By what name an organisation writes, and where it may be called back.
create table message_sender (
  organisation_id uuid primary key references organisation,
  revision integer not null default 1,
  name text not null,
  phone text not null,
  updated_at timestamptz not null
);
alter table message_sender enable row level security;
create policy own on message_sender using (organisation_id = (select actor_organisation()) or (select actor_is_system()))
  with check (organisation_id = (select actor_organisation()) or (select actor_is_system()));
grant select, insert, update (revision, name, phone, updated_at) on message_sender to banyan_app;

-- How the messages of the caller's organisation stand, for whoever looks after the gateway and sees no case.
create function message_states() returns table (state text, number integer, last timestamptz) language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  mine constant uuid := actor_organisation();
begin
  perform set_config('app.scope', 'system', true);
  return query select m.state, count(*)::integer, max(m.changed_at) from message m
    where m.organisation_id = mine and m.erased_at is null group by 1;
  perform set_config('app.scope', caller_scope, true);
end $$;
revoke all on function message_states from public;
grant execute on function message_states to banyan_app;
