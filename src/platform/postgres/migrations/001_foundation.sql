-- The house: who works in it, what is recorded, and the journal of everything that was done.
-- The application's role banyan_app owns nothing; row-level security decides every row it sees.

-- ── the actor of a transaction ────────────────────────────────────────────────────────────────────────────────
-- `set_config('app.…', …, true)` in each transaction; unset reads as nobody. A setting is '' after RESET, hence nullif.
create function actor_setting(name text) returns text language sql stable as
  $$ select nullif(current_setting('app.' || name, true), '') $$;
create function actor_user() returns uuid language sql stable as $$ select actor_setting('user')::uuid $$;
create function actor_organisation() returns uuid language sql stable as $$ select actor_setting('organisation')::uuid $$;
create function actor_teams() returns uuid[] language sql stable as $$ select coalesce(actor_setting('teams'), '{}')::uuid[] $$;
create function actor_programmes() returns text[] language sql stable as
  $$ select coalesce(actor_setting('programmes'), '{}')::text[] $$;
-- none, own, team, organisation, programme; or system: sign-in and background work, never a signed-in caller.
create function actor_scope() returns text language sql stable as $$ select coalesce(actor_setting('scope'), 'none') $$;

-- ── who works here ────────────────────────────────────────────────────────────────────────────────────────────
create table organisation (
  id uuid primary key,
  name text not null,
  kind text not null,
  -- The organisation's key, wrapped by the root key.
  wrapped_key bytea not null,
  created_at timestamptz not null,
  -- To whom falls what comes from outside and nobody took. Not a reference: users refer to their organisation.
  duty_user_id uuid
);

create table team (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null,
  place text,
  created_at timestamptz not null
);

create table app_user (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  login text not null,
  name text not null,
  role text not null,
  language text not null default 'en',
  password_hash text not null,
  -- The password was given by somebody else and is to be changed.
  password_given boolean not null default false,
  totp_sealed bytea,
  totp_pending bytea,
  -- The last time step whose one-time code was used: a code works once.
  totp_step bigint not null default 0,
  active boolean not null default true,
  last_seen_at timestamptz,
  created_at timestamptz not null
);
create unique index app_user_login on app_user (lower(login));

create table team_member (
  user_id uuid not null references app_user,
  team_id uuid not null references team,
  primary key (user_id, team_id)
);

create table passkey (
  id uuid primary key,
  user_id uuid not null references app_user,
  name text not null,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  created_at timestamptz not null,
  used_at timestamptz
);

create table passkey_challenge (
  id uuid primary key,
  user_id uuid,
  challenge text not null,
  expires_at timestamptz not null
);

-- A session is known by the hash of its token: who reads the table cannot use it.
create table session (
  token_hash bytea primary key,
  user_id uuid not null references app_user,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  authenticated_at timestamptz not null
);
create index session_of_user on session (user_id);

-- Failed sign-ins, counted by what was tried and from where; never by the account alone, so that nobody can lock
-- somebody else out. `subject` is a keyed digest: the table does not say which logins were tried.
create table sign_in_attempt (
  subject bytea primary key,
  failures integer not null,
  first_at timestamptz not null,
  blocked_until timestamptz
);

create table setting (
  key text primary key,
  value jsonb not null
);

-- ── definitions: forms, code lists, roles, programmes, places ────────────────────────────────────────────────
create table definition (
  kind text not null,
  code text not null,
  version integer not null,
  body jsonb not null,
  published_at timestamptz not null,
  published_by uuid,
  primary key (kind, code, version)
);

-- ── sealed records ───────────────────────────────────────────────────────────────────────────────────────────
-- A person, a case or an enquiry has a data key, wrapped by its organisation's. Erasing destroys it here, and with it
-- everything sealed under it, in the journal too.
create table data_key (
  id uuid primary key,
  organisation_id uuid not null,
  wrapped bytea,
  erased_at timestamptz
);

create table person (
  id uuid primary key,
  number text not null,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  revision integer not null default 1,
  identity bytea not null,
  contact bytea,
  safe_contact bytea,
  sex text,
  birth_year smallint,
  nationalities text[] not null default '{}',
  place text,
  merged_into uuid references person,
  registered_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);
-- Unique within an organisation only: no index may tell one organisation what another holds.
create unique index person_number on person (organisation_id, number);
create index person_owner on person (owner_id) where owner_id is not null;
create index person_merged on person (merged_into) where merged_into is not null;

-- Keyed tokens of names, telephone numbers and documents: see core/people. A table of its own, because under row-level
-- security no index serves `@>` (it is not leakproof), and because the application may ask it (find_people) but not read
-- it. One row for each team that may find somebody: the person's own, and those that have a case of theirs. People who
-- are hidden must not crowd out those who are seen.
create table person_index (
  person_id uuid not null references person,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  tokens bigint[] not null,
  -- How the tokens were made. What was made otherwise is made anew, and by the application, for it alone has the keys.
  scheme smallint not null default 0
);
create index person_index_scheme on person_index (scheme);
create unique index person_index_of on person_index (person_id, team_id) nulls not distinct;
-- Without fastupdate: every search would read the pending list.
create index person_index_tokens on person_index using gin (tokens) with (fastupdate = off);

create table case_file (
  id uuid primary key,
  number text not null,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  revision integer not null default 1,
  person_id uuid not null references person,
  enquiry_id uuid,
  programme text not null,
  stage text not null,
  channel text,
  topic text,
  destination text,
  place text,
  sex text,
  age_band text,
  nationality text,
  flags jsonb not null default '[]',
  -- Parts of gates that it went without: who, when, and sealed, why.
  waivers jsonb not null default '[]',
  closing_reason text,
  satisfaction smallint,
  opened_at timestamptz not null,
  closed_at timestamptz,
  last_contact_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
  -- Room in each page: a contact changes no indexed column, and then no index either.
) with (fillfactor = 85);
create unique index case_number on case_file (organisation_id, number);
create index case_person on case_file (person_id);
-- By organisation first: in a house of many, the others' cases would lie between one's own.
create index case_organisation_opened on case_file (organisation_id, opened_at desc, id desc);
create index case_team_opened on case_file (team_id, opened_at desc, id desc);
create index case_owner on case_file (owner_id, opened_at desc, id desc);
-- What is in hand is summed: one case in ten.
create index case_open on case_file (organisation_id, team_id, owner_id) where closed_at is null;

-- Where a case went after its first stage, and when: for the journey, not for access.
create table case_stage (
  id uuid primary key,
  case_id uuid not null references case_file,
  stage text not null,
  at timestamptz not null,
  by_user uuid not null
);
create index case_stage_case on case_stage (case_id, at);

create table enquiry (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  channel text not null,
  topic text not null,
  destination text,
  sex text,
  age_band text,
  -- At first contact, which is a figure; `answered_at` says whether anybody still waits.
  answered boolean not null,
  answered_at timestamptz,
  flags jsonb not null default '[]',
  signs text[] not null default '{}',
  person_id uuid references person,
  case_id uuid references case_file,
  note bytea,
  at timestamptz not null,
  recorded_at timestamptz not null,
  erased_at timestamptz
);
create index enquiry_at on enquiry (at desc, id desc);
create index enquiry_team_at on enquiry (team_id, at desc, id desc);
create index enquiry_waiting on enquiry (at) where answered_at is null and case_id is null;
create index enquiry_person on enquiry (person_id) where person_id is not null;

create table entry (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  -- The case's.
  person_id uuid not null,
  form text not null,
  version integer not null,
  revision integer not null default 1,
  -- Operational and statistical answers, which figures may count.
  answers jsonb not null,
  -- Identity, contact and account answers, sealed class by class.
  sealed jsonb not null default '{}',
  at timestamptz not null,
  updated_at timestamptz not null,
  by_user uuid not null,
  erased_at timestamptz
) with (fillfactor = 90);
create index entry_case on entry (case_id, at);
create index entry_person on entry (person_id);
create index entry_form on entry (form, version);

-- A file that an answer names, sealed under the case's key. While no entry names it, it waits for a day.
create table attachment (
  id uuid primary key,
  case_id uuid not null references case_file,
  -- A new entry's row is written after the files it names.
  entry_id uuid references entry deferrable initially deferred,
  -- The sensitivity class of the question it answers.
  class text not null,
  field text not null,
  about bytea not null,
  body bytea not null,
  by_user uuid not null,
  added_at timestamptz not null,
  -- When an entry last began or ceased to name it.
  changed_at timestamptz not null
);
create index attachment_case on attachment (case_id);
create index attachment_entry on attachment (entry_id) where entry_id is not null;
create index attachment_loose on attachment (changed_at) where entry_id is null;
-- What is sealed does not shrink: do not try.
alter table attachment alter column body set storage external;

create table task (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  kind text not null,
  note bytea,
  due_at timestamptz not null,
  done_at timestamptz,
  -- The case ended before it was done.
  dropped_at timestamptz,
  created_at timestamptz not null,
  erased_at timestamptz
);
create index task_case on task (case_id);
create index task_due on task (due_at) where done_at is null;
create index task_owner_due on task (owner_id, due_at) where done_at is null;

create table consent (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid references case_file,
  person_id uuid not null references person,
  purpose text not null,
  -- Sealed: it may be a person. Blank for whoever the purpose needs.
  recipient bytea,
  how text not null,
  -- Who gave it, and whether a child agreed for whom somebody else did.
  given_by text not null default 'self',
  assent text,
  -- In which language it was explained.
  language text,
  witness bytea,
  -- As it was drawn on the screen: strokes of points.
  signature bytea,
  given_at timestamptz not null,
  expires_at timestamptz,
  withdrawn_at timestamptz,
  erased_at timestamptz
);
create index consent_person on consent (person_id);
create index consent_case on consent (case_id);

create table referral (
  id uuid primary key,
  from_organisation_id uuid not null references organisation,
  to_organisation_id uuid not null references organisation,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  consent_id uuid not null references consent,
  purpose text not null,
  -- A transfer moves the case; a referral asks for help with it.
  kind text not null default 'referral',
  checklist text,
  status text not null default 'sent',
  sent_by uuid not null,
  sent_at timestamptz not null,
  -- From when on it waits too long.
  answer_by timestamptz,
  -- Who sees to it on the other side; the duty officer unless somebody does.
  taken_by uuid references app_user,
  -- The other side waits for an answer to a question since then.
  asked_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  -- The other side said that it has stopped using what it was told.
  confirmed_at timestamptz,
  expires_at timestamptz,
  received_case_id uuid references case_file,
  outcome text,
  outcome_at timestamptz
);
create index referral_to on referral (to_organisation_id, sent_at desc);
create index referral_from on referral (from_organisation_id, sent_at desc);
-- What may wait for somebody: Today asks for it each time.
create index referral_waits on referral (to_organisation_id, from_organisation_id) where status = 'sent'
  or asked_at is not null or status = 'recalled' and answered_at is not null and confirmed_at is null;
create index referral_case on referral (case_id);
create index referral_person on referral (person_id);

create table merge (
  id uuid primary key,
  organisation_id uuid not null,
  kept_id uuid not null references person,
  merged_id uuid not null references person,
  -- What moved, so that it can move back: {"case_file": [ids], …}.
  moved jsonb not null,
  reason bytea,
  by_user uuid not null,
  at timestamptz not null,
  undone_at timestamptz
);
create index merge_kept on merge (kept_id);

-- Who belongs together, such as sisters: said once, from one to the other.
create table relative (
  id uuid primary key,
  organisation_id uuid not null,
  person_id uuid not null references person,
  other_id uuid not null references person,
  kind text not null,
  by_user uuid not null,
  at timestamptz not null,
  -- It was a mistake.
  ended_at timestamptz,
  check (person_id <> other_id)
);
create index relative_person on relative (person_id);
create index relative_other on relative (other_id);

-- A file that a call made and its caller fetches once: sealed, and short-lived.
create table made_file (
  id uuid primary key,
  user_id uuid not null,
  name text not null,
  type text not null,
  body bytea not null,
  made_at timestamptz not null
);

-- ── the journal ──────────────────────────────────────────────────────────────────────────────────────────────
create table journal (
  shard smallint not null,
  seq bigint not null,
  -- The call id: a second row of the same call cannot be.
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  organisation_id uuid,
  operation text not null,
  subject_id uuid,
  outcome text not null,
  -- Input and answer, sealed under the subject's key; the digest tells a replay from a reuse.
  input bytea,
  digest bytea,
  answer bytea,
  hash bytea not null,
  primary key (shard, seq)
);
create unique index journal_call on journal (id);
create index journal_subject on journal (subject_id, at) where subject_id is not null;
create index journal_reveal on journal (actor_id, at) where operation = 'person.reveal';

create table journal_head (
  shard smallint primary key,
  seq bigint not null,
  hash bytea not null
) with (fillfactor = 20);
insert into journal_head select shard, 0, sha256(convert_to('banyan journal ' || shard, 'UTF8')) from generate_series(0, 63) shard;

create table journal_checkpoint (
  id uuid primary key,
  at timestamptz not null,
  -- {"0": [seq, "hash"], …} as the signature covers it.
  heads text not null,
  signature bytea not null
);

-- The hash of a row over the one before. Times as microseconds, so that no session setting changes it; a blank and an
-- empty value differ by their length mark. Called stable, as its parts are: then it is expanded where it is used, at half
-- the cost.
create function journal_hash(
  prev bytea, shard smallint, seq bigint, id uuid, at timestamptz, actor_id uuid, organisation_id uuid,
  operation text, subject_id uuid, outcome text, input bytea, digest bytea, answer bytea
) returns bytea language sql stable as $$
  select sha256(prev || convert_to(concat_ws('|', shard, seq, id, (extract(epoch from at) * 1000000)::bigint,
    coalesce(actor_id::text, '-'), coalesce(organisation_id::text, '-'), operation,
    coalesce(subject_id::text, '-'), outcome,
    coalesce(length(input), -1), coalesce(length(digest), -1), coalesce(length(answer), -1)), 'UTF8')
    || coalesce(input, ''::bytea) || coalesce(digest, ''::bytea) || coalesce(answer, ''::bytea))
$$;

-- The one way in. A connection writes to the chain of its own process number: two writers of one server never wait for
-- one another's commit unless sixty-four are at work.
create function journal_append(
  id uuid, at timestamptz, actor_id uuid, organisation_id uuid, operation text, subject_id uuid, outcome text,
  input bytea, digest bytea, answer bytea
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with head as (
    update journal_head h set seq = h.seq + 1, hash = journal_hash(h.hash, h.shard, h.seq + 1, id, at, actor_id,
      organisation_id, operation, subject_id, outcome, input, digest, answer)
    where h.shard = pg_backend_pid() % 64 returning h.shard, h.seq, h.hash)
  insert into journal select h.shard, h.seq, id, at, actor_id, organisation_id, operation, subject_id, outcome, input,
    digest, answer, h.hash from head h;
end $$;

-- Rows that commit together, one after the other in the chain, whose head moves once.
create function journal_append_many(
  ids uuid[], ats timestamptz[], actors uuid[], organisations uuid[], operations text[], subjects uuid[], outcomes text[],
  inputs bytea[], digests bytea[], answers bytea[]
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head journal_head;
  hashes bytea[] := '{}';
begin
  select * into strict head from journal_head h where h.shard = pg_backend_pid() % 64 for no key update;
  for i in 1 .. cardinality(ids) loop
    head.hash := journal_hash(head.hash, head.shard, head.seq + i, ids[i], ats[i], actors[i], organisations[i],
      operations[i], subjects[i], outcomes[i], inputs[i], digests[i], answers[i]);
    hashes := array_append(hashes, head.hash);
  end loop;
  insert into journal select head.shard, head.seq + r.n, r.id, r.at, r.actor, r.organisation, r.operation, r.subject,
      r.outcome, r.input, r.digest, r.answer, r.hash
    from unnest(ids, ats, actors, organisations, operations, subjects, outcomes, inputs, digests, answers, hashes)
      with ordinality as r(id, at, actor, organisation, operation, subject, outcome, input, digest, answer, hash, n);
  update journal_head h set seq = head.seq + cardinality(ids), hash = head.hash where h.shard = head.shard;
end $$;

-- What was answered to a call, for its replay. Whoever did not make it learns that the call id is taken, and no more.
create function journal_replay(call uuid, caller uuid)
  returns table (own boolean, operation text, subject_id uuid, outcome text, digest bytea, answer bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select true, j.operation, j.subject_id, j.outcome, j.digest, j.answer
  from journal j where j.id = call and j.actor_id is not distinct from caller
  union all
  select false, null, null, null, null, null
  from journal j where j.id = call and j.actor_id is distinct from caller
$$;

-- ── who sees which row ───────────────────────────────────────────────────────────────────────────────────────
-- Whether the actor works with people. `programme` counts them: it reads rows of cases, opens nothing and writes nothing.
create function actor_works() returns boolean language sql stable as
  $$ select actor_scope() in ('own', 'team', 'organisation') $$;
-- How far the actor reaches, as the policies ask it. Whoever works somewhere reaches what is his own; by scope, also what
-- is of his teams, or of the whole organisation. Short, for each statement starts all that its policies may ask; and nothing
-- rather than an empty list, which would be searched for every row.
create function actor_is_system() returns boolean language sql stable as $$ select actor_scope() = 'system' $$;
create function actor_reach() returns uuid language sql stable as
  $$ select case when actor_works() then actor_organisation() end $$;
create function actor_reaches_all() returns boolean language sql stable as $$ select actor_scope() = 'organisation' $$;
create function actor_reached_teams() returns uuid[] language sql stable as
  $$ select case when actor_scope() = 'team' then actor_teams() end $$;
create function actor_counted() returns text[] language sql stable as
  $$ select case when actor_scope() = 'programme' then actor_programmes() end $$;

-- The rows that the actor reaches, for the policies of every table that has an organisation, a team and an owner; `more` is
-- what reaches a row besides.
create function reach_rule(more text default 'false') returns text language sql immutable as $$
  select format($p$ organisation_id = (select actor_reach()) and (team_id = any ((select actor_reached_teams())::uuid[])
      or owner_id = (select actor_user()) or (select actor_reaches_all()) or %s) $p$, more) $$;

-- The rules of what hangs on a case: worked with by whoever reaches it. `also` is who else sees it; of `stumps`, what is left of
-- who was erased, whoever counts.
create function guard_case_part(part text, also text default 'false', stumps boolean default true) returns void
  language plpgsql as $$
declare
  reach constant text := reach_rule();
begin
  execute format('alter table %I enable row level security', part);
  execute format('create policy seen on %I for select using ((erased_at is null%s) and (%s or %s)
    or (select actor_is_system()))', part, case when stumps then ' or (select actor_counts())' else '' end, reach, also);
  execute format('create policy made on %I for insert with check (erased_at is null and (%s) or (select actor_is_system()))', part, reach);
  execute format('create policy changed on %I for update using (erased_at is null and (%s) or (select actor_is_system()))', part, reach);
end $$;
-- Who may be shown it through a glass, and who counts it, for `also`.
create function shown_rule() returns text language sql immutable as
  $$ select 'case_id = any ((select actor_shown())::uuid[])' $$;
create function counted_rule() returns text language sql immutable as
  $$ select 'programme = any ((select actor_counted())::text[])' $$;
-- The application reads and makes rows, and changes all columns but these.
create function grant_record(of_table text, variadic fixed text[]) returns void language plpgsql as $$
begin
  execute format('grant select, insert, update (%s) on %I to banyan_app', (select string_agg(quote_ident(a.attname), ', ')
    from pg_attribute a where a.attrelid = of_table::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname <> all (fixed)), of_table);
end $$;

-- Whether this transaction counts and shows nobody: then the stumps of who was erased are counted as well.
create function actor_counts() returns boolean language sql stable as $$ select actor_setting('counts') = 'yes' $$;

-- The cases and people that are shown to the actor beyond his reach: by a glass that he broke, for
-- minutes, where he only looks. Not in SQL, like the next one, which may be
-- read before the tables are there, and is planned anew at each call.
create function actor_shown() returns uuid[] language plpgsql stable as $$
declare
  -- Asked beforehand: what might fail may not be asked of rows that a policy hides, and so not of an index.
  mine constant uuid := actor_reach();
  me constant uuid := actor_user();
  looks constant boolean := actor_looks();
begin
  return nullif(array(select unnest(array[g.case_id, g.person_id]) from break_glass g where looks and g.user_id = me
    and g.organisation_id = mine and g.ends_at > now()), '{}');
end $$;
-- A transaction that writes does not see through a glass, and so can write nothing by one: neither in the case itself nor in
-- what asks whether one sees it. `app.looks` is for what is journalled as a write and changes no record: uncovering a number.
create function actor_looks() returns boolean language sql stable as
  $$ select current_setting('transaction_read_only')::boolean or actor_setting('looks') is not null $$;
-- A function, for the policies on cases ask those on referrals.
create function holds_case(which uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from case_file c where c.id = which and c.organisation_id = actor_organisation());
end $$;

-- Both sides see a referral and answer it; only who holds the case can make one.
alter table referral enable row level security;
create policy sides on referral for select using ((select actor_reach()) in (from_organisation_id, to_organisation_id)
  or (select actor_is_system()));
create policy made on referral for insert with check (from_organisation_id = (select actor_reach()) and holds_case(case_id)
  or (select actor_is_system()));
create policy changed on referral for update using (to_organisation_id = (select actor_reach())
  or from_organisation_id = (select actor_reach()) and holds_case(case_id) or (select actor_is_system()));
-- What was refused or taken back stays so, whatever an operation forgets to ask.
create function referral_stays_over() returns trigger language plpgsql as $$
begin
  raise exception 'referral % is over', old.id;
end $$;
create trigger referral_stays_over before update of status on referral for each row
  when (old.status in ('refused', 'recalled') and new.status <> old.status) execute function referral_stays_over();

-- Whether a referral is the actor's to see to, in the organisation that it went to: theirs who took it, the duty officer's,
-- of who reaches whoever took it; and everybody's there when it would be nobody's.
create function actor_handles(taken uuid) returns boolean language plpgsql stable as $$
declare
  me constant uuid := actor_user();
  duty uuid;
begin
  if taken = me or actor_reaches_all() then return true; end if;
  select u.id into duty from organisation o join app_user u on u.id = o.duty_user_id
    where o.id = actor_organisation() and u.active;
  return duty = me
    or actor_scope() = 'team' and exists (select from team_member m where m.user_id = taken and m.team_id = any (actor_teams()))
    or duty is null and not exists (select from app_user u where u.id = taken and u.active);
end $$;

-- How a referral is open to the actor: `sender` who sees its case, else its status to who sees to it on the other side
-- while it stands; nothing to anybody else.
create function referral_side(which uuid) returns text language plpgsql stable as $$
declare
  mine constant uuid := actor_reach();
  r referral;
begin
  select * into r from referral where id = which;
  if r.from_organisation_id = mine then
    return (select 'sender' from case_file c where c.id = r.case_id);
  end if;
  if r.to_organisation_id = mine and r.status <> 'recalled' and (r.expires_at is null or r.expires_at > now())
    and actor_handles(r.taken_by) then return r.status; end if;
  return null;
end $$;

do $$
declare
  reach text;
  counted text;
  name text;
begin
  foreach name in array array['person', 'case_file', 'enquiry', 'entry', 'task', 'consent'] loop
    -- What one works with: seen, made and changed, and never put where one would not reach it any more. Whoever sees a
    -- case sees its person; the policy on cases decides in there, and is asked last, for it costs a look-up.
    reach := reach_rule(case name when 'person' then
      'exists (select from case_file c where c.person_id = person.id and c.organisation_id = (select actor_reach()))'
      else 'false' end);
    -- A role that reaches by programme sees what figures count, of every organisation, and no person.
    counted := case when name in ('case_file', 'enquiry', 'entry')
      then 'programme = any ((select actor_counted())::text[])' else 'false' end;
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using ((erased_at is null%s) and (%s or %s or %s)
      or (select actor_is_system()))', name,
      case when name in ('case_file', 'enquiry', 'entry', 'consent') then ' or (select actor_counts())' else '' end,
      reach, counted, case name when 'enquiry' then 'false'
      else format('%s = any ((select actor_shown())::uuid[])',
        case when name in ('person', 'case_file') then 'id' else 'case_id' end) end);
    execute format('create policy made on %I for insert with check (erased_at is null and (%s)
      or (select actor_is_system()))', name, reach);
    execute format('create policy changed on %I for update using (erased_at is null and (%s)
      or (select actor_is_system()))', name, reach);
  end loop;
end $$;

-- Keys: of one's own organisation, or of what it was sent. They are made, and destroyed by erase_person alone.
alter table data_key enable row level security;
create policy seen on data_key for select using (organisation_id = (select actor_reach())
  or id = any ((select actor_shown())::uuid[]) or (select actor_is_system())
  or (select actor_reach()) is not null and referral_side(id) is not null);
create policy made on data_key for insert with check (organisation_id = (select actor_reach()) or (select actor_is_system()));
create policy changed on data_key for update using ((select actor_is_system()));

-- Of the cases that one sees; written for those of one's own organisation.
alter table case_stage enable row level security;
create policy seen on case_stage for select using (exists (select from case_file c where c.id = case_id));
create policy made on case_stage for insert with check (exists (select from case_file c where c.id = case_id
  and (c.organisation_id = (select actor_reach()) or (select actor_is_system()))));

-- Files of the cases that one sees; added to and bound in those of one's own organisation, cleared away by the system.
alter table attachment enable row level security;
create policy seen on attachment for select using ((select actor_is_system())
  or (select actor_works()) and exists (select from case_file c where c.id = case_id));
create policy made on attachment for insert with check ((select actor_is_system()) or (select actor_works()) and exists (select from case_file c
  where c.id = case_id and c.organisation_id = (select actor_organisation())));
create policy changed on attachment for update using ((select actor_is_system()) or (select actor_works()) and exists (select from case_file c
  where c.id = case_id and c.organisation_id = (select actor_organisation())));
create policy cleared on attachment for delete using ((select actor_is_system()));

-- Of the people that one sees.
alter table merge enable row level security;
create policy own on merge using ((select actor_is_system()) or (select actor_works())
  and organisation_id = (select actor_organisation()) and exists (select from person p where p.id = kept_id));

-- Of the people that one sees, both of them.
alter table relative enable row level security;
create policy own on relative using ((select actor_is_system()) or organisation_id = (select actor_reach())
  and exists (select from person p where p.id = person_id) and exists (select from person p where p.id = other_id));

alter table made_file enable row level security;
create policy own on made_file using (user_id = (select actor_user())) with check (user_id = (select actor_user()));

alter table journal enable row level security;
create policy own on journal for select using (
  organisation_id = (select actor_organisation()) and (select actor_scope()) in ('team', 'organisation')
  or actor_id = (select actor_user())
  or (select actor_is_system()));

-- journal_append and journal_replay run as the owner, to whom row-level security applies as well.
create policy keeper on journal to current_user using (true) with check (true);

-- ── people: what runs as the owner, because a caller's own sight is not enough ────────────────────────────────
alter table person_index enable row level security;
create policy made on person_index for insert with check ((select actor_is_system())
  or organisation_id = (select actor_reach()));
-- The owner is subject to row-level security as well; a bare `true` leaves the index usable, a condition would not.
create policy keeper on person_index to current_user using (true) with check (true);

-- Who may be meant, heaviest first. Probe i asks for people with one of anys[i] and all of alls[i] (array literals of
-- tokens), at most limits[i]; the weights of the probes that find somebody add up. The most telling probes come first, and it
-- stops after a probe once it and those before it found enoughs[i]. Whose people are searched is the transaction's to say, not
-- the caller's.
create function find_people(anys text[], alls text[], weights integer[], limits integer[], enoughs integer[])
  returns table (person_id uuid, weight bigint) language plpgsql stable security definer
  -- Guessed low, so that what is found is fetched row by row and never by reading the whole register.
  rows 50
  set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
declare
  organisation constant uuid := actor_organisation();
  whole constant boolean := actor_scope() = 'organisation';
  me constant uuid := actor_user();
  teams constant uuid[] := case actor_scope() when 'team' then actor_teams() else '{}' end;
  mine constant uuid[] := case actor_scope() when 'own' then
    array(select c.person_id from case_file c where c.owner_id = me) else '{}' end;
  found uuid[] := '{}';
  worth integer[] := '{}';
  hits uuid[];
  o bigint[];
  a bigint[];
begin
  if actor_scope() not in ('own', 'team', 'organisation') then return; end if;
  for i in 1 .. coalesce(array_length(anys, 1), 0) loop
    o := anys[i];
    a := alls[i];
    -- Somebody may be indexed for several teams, and is one hit all the same.
    if a = '{}' then
      hits := array(select distinct f.person_id from (select t.person_id from person_index t
        where t.tokens && o and t.organisation_id = organisation
        and (whole or t.owner_id = me or t.team_id = any (teams) or t.person_id = any (mine)) limit limits[i]) f);
    else
      hits := array(select distinct f.person_id from (select t.person_id from person_index t
        where t.tokens && o and t.tokens @> a and t.organisation_id = organisation
        and (whole or t.owner_id = me or t.team_id = any (teams) or t.person_id = any (mine)) limit limits[i]) f);
    end if;
    continue when hits = '{}';
    found := found || hits;
    worth := worth || array_fill(weights[i], array[cardinality(hits)]);
    exit when cardinality(found) >= enoughs[i] and (select count(distinct x) from unnest(found) x) >= enoughs[i];
  end loop;
  return query select f.x, sum(f.w)::bigint from unnest(found, worth) f(x, w) group by 1 order by 2 desc;
end $$;

-- New tokens for somebody who is in the index, and whom the caller sees.
create function index_person(who uuid, new_tokens bigint[], new_scheme integer) returns void language sql
  security definer set search_path = public, pg_temp as $$
  update person_index set tokens = new_tokens, scheme = new_scheme where person_id = who
    and (organisation_id = actor_organisation() or actor_is_system()) and exists (select from person p where p.id = who)
$$;

-- Some of those whose tokens were made by an earlier scheme, for the system.
create function indexed_earlier(new_scheme integer, most integer) returns setof uuid language sql stable
  security definer set search_path = public, pg_temp as $$
  select distinct i.person_id from (select person_id from person_index
    where scheme < new_scheme and (select actor_is_system()) limit most) i
$$;

-- A team that gets a case finds its person, however the case came there: opened, handed over, moved by a merge. What is
-- left behind when a case goes on is harmless: row-level security on `person` decides who is seen.
create function index_for_team() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into person_index select i.person_id, i.organisation_id, new.team_id, i.owner_id, i.tokens, i.scheme
    from person_index i
    where i.person_id = new.person_id and not exists (select from person_index o
      where o.person_id = new.person_id and o.team_id = new.team_id) limit 1
    on conflict do nothing;
  return null;
end $$;
create trigger index_for_team after insert or update of team_id, person_id on case_file
  for each row when (new.team_id is not null) execute function index_for_team();

-- What belongs to a case, has its team and owner and its person, and goes with it wherever it goes.
create function case_parts() returns text[] language sql immutable as
  $$ select array['entry', 'task', 'consent', 'approval', 'deadline', 'plan_goal', 'service', 'stay', 'interpreting',
    'job_offer', 'cost_line', 'loan', 'message'] $$;

-- Moves what belongs to one record of a person to another; what belongs to teams that the caller does not see as well,
-- or a person would stay in two. Without `chosen` everything moves; the answer says what did: {"case_file": [ids], …}.
create function move_history(from_person uuid, to_person uuid, chosen jsonb default null) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  name text;
  ids uuid[];
  moved jsonb := '{}';
begin
  -- Both must be seen by the caller: asked before the system takes over, so that the policies answer.
  if (select count(*) from person p where p.id in (from_person, to_person) and p.organisation_id = actor_organisation()) <> 2
    then raise insufficient_privilege; end if;
  perform set_config('app.scope', 'system', true);
  foreach name in array array['case_file', 'enquiry', 'referral', 'break_glass'] || case_parts() loop
    execute format('with gone as (update %I set person_id = $2 where person_id = $1
      and ($3 is null or $3 ? id::text) returning id) select coalesce(array_agg(id), ''{}'') from gone', name)
      into ids using from_person, to_person, case when chosen is null then null else coalesce(chosen -> name, '[]') end;
    moved := moved || jsonb_build_object(name, to_jsonb(ids));
  end loop;
  perform set_config('app.scope', caller_scope, true);
  return moved;
end $$;

-- Of answers in the clear, what figures count and what nobody typed: the answers to these questions.
create function counted_answers(answers jsonb, questions text[]) returns jsonb language plpgsql immutable as $$
begin
  return (select coalesce(jsonb_object_agg(a.key, case when jsonb_typeof(a.value -> 0) = 'object'
      then (select jsonb_agg(counted_answers(i, questions)) from jsonb_array_elements(a.value) i) else a.value end), '{}')
    from jsonb_each(answers) a where a.key = any (questions) or jsonb_typeof(a.value -> 0) = 'object');
end $$;

-- Destroys the keys of these people, of their cases and enquiries, and of these other records; answers which were. Their
-- rows stay as stumps that nobody sees, so that what points to them holds and figures go on counting: of each, what was
-- sealed or typed is emptied, and the number by which somebody knew it. For those who have made sure: it asks nothing.
create function erase_rows(people uuid[], others uuid[], moment timestamptz) returns uuid[] language plpgsql
  set search_path = public, pg_temp as $$
declare
  cases constant uuid[] := array(select c.id from case_file c where c.person_id = any (people) or c.id = any (others));
  enquiries constant uuid[] := array(select e.id from enquiry e where e.person_id = any (people) or e.id = any (others));
  destroyed uuid[];
  name text;
begin
  with gone as (
    update data_key set wrapped = null, erased_at = moment
      where (id = any (people || cases || enquiries || others)
        or id in (select r.id from referral r where r.case_id = any (cases) or r.person_id = any (people)))
        and wrapped is not null returning id)
  select coalesce(array_agg(id), '{}') into destroyed from gone;
  delete from person_index i where i.person_id = any (people);
  delete from attachment t where t.case_id = any (cases);
  delete from referral_package g where g.referral_id = any (destroyed);
  delete from referral_note n where n.referral_id = any (destroyed);
  update referral set status = 'recalled', ended_at = moment where id = any (destroyed) and status in ('sent', 'accepted');
  update person set number = id, identity = '', contact = null, safe_contact = null, sex = null, birth_year = null,
    nationalities = '{}', place = null, erased_at = moment where id = any (people);
  update case_file set number = id, erased_at = moment where id = any (cases) and erased_at is null;
  update enquiry set note = null, erased_at = moment where id = any (enquiries) and erased_at is null;
  update entry e set sealed = '{}', erased_at = moment, answers = counted_answers(e.answers,
      array(select q ->> 'name' from definition d, jsonb_path_query(d.body, 'strict $.** ? (@.kind == "field" && @.type
        like_regex "^(integer|decimal|range|date|partialDate|time|dateTime|yesNo|choice|choices|rank|place|money|country|language|acknowledge)$")') q
        where d.kind = 'form' and d.code = e.form and d.version = e.version))
    where case_id = any (cases) and erased_at is null;
  foreach name in array case_parts() loop
    execute (select format('update %I set erased_at = $3 %s where (case_id = any ($1) or person_id = any ($2)) and erased_at is null',
        name, coalesce(string_agg(format(', %I = null', a.attname), ''), ''))
      from pg_attribute a where a.attrelid = name::regclass and a.atttypid = 'bytea'::regtype and not a.attnotnull
        and a.attnum > 0 and not a.attisdropped) using cases, people, moment;
  end loop;
  return destroyed;
end $$;

-- Erases a person with every record merged into it, here and in the journal. Runs as the system because a row that
-- nobody sees any more is one that row-level security lets nobody write, and because erasing is whole or nothing: the
-- caller must see the person, not every case of another team. Answers the keys that were destroyed; null, and does
-- nothing, when any of the records is held.
create function erase_person(who uuid, at timestamptz) returns uuid[] language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  people uuid[];
  destroyed uuid[];
begin
  if not exists (select from person p where p.id = who and p.organisation_id = actor_organisation())
    then raise insufficient_privilege; end if;
  perform set_config('app.scope', 'system', true);
  people := array(
    with recursive one as (
      select p.id from person p where p.id = who and p.organisation_id = actor_organisation() and p.erased_at is null
      union select p.id from person p join one on p.merged_into = one.id)
    select id from one);
  -- Whoever holds one of them locks it as well: of both at once the second sees what the first did.
  perform from person p where p.id = any (people) order by p.id for update;
  if not is_held(people, at) then destroyed := erase_rows(people, '{}', at); end if;
  perform set_config('app.scope', caller_scope, true);
  return destroyed;
end $$;

-- Erases again what a restored older backup brought back, by the keys that were destroyed then: at that time a person may
-- not have been merged, or an enquiry have been nobody's; and whoever held them let them go since. For the owner alone,
-- who restores.
create function erase_again(keys uuid[], at timestamptz) returns void language plpgsql
  set search_path = public, pg_temp as $$
begin
  perform set_config('app.scope', 'system', true);
  perform erase_rows(array(
    with recursive one as (
      select p.id from person p where p.id = any (keys)
      union select p.id from person p join one on p.merged_into = one.id)
    select id from one), keys, at);
  perform set_config('app.scope', '', true);
end $$;

-- Hands a case of the caller's to a team and an owner whom the caller may not reach, with what belongs to it. Row-level
-- security lets nobody write a row out of their own sight, so once the case is known to be the caller's, the system does
-- it. A person who was the giving team's, and of whom it has no other case, goes along; the team that takes the case sees
-- the person either way. Answers the new revision; null when the case is not the caller's or was changed.
create function hand_over(which uuid, seen_revision integer, to_team uuid, to_owner uuid, at timestamptz) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  file case_file;
  name text;
  scope constant text := actor_scope();
begin
  select * into file from case_file c
    where c.id = which and c.revision = seen_revision and c.erased_at is null and c.organisation_id = actor_organisation()
      and (actor_scope() = 'organisation'
        or actor_scope() = 'team' and (c.team_id = any (actor_teams()) or c.owner_id = actor_user())
        or actor_scope() = 'own' and c.owner_id = actor_user())
    for update;
  if not found then return null; end if;
  if to_team is not null and not exists (select from team t where t.id = to_team)
    or to_owner is not null and not exists (select from app_user u where u.id = to_owner)
    then raise insufficient_privilege; end if;
  perform set_config('app.scope', 'system', true);
  update case_file set team_id = to_team, owner_id = to_owner, revision = revision + 1, updated_at = at where id = which;
  foreach name in array case_parts() || array['break_glass'] loop
    execute format('update %I set team_id = $2, owner_id = $3 where case_id = $1', name) using which, to_team, to_owner;
  end loop;
  if to_team is distinct from file.team_id and not exists (select from case_file c
      where c.person_id = file.person_id and c.team_id = file.team_id) then
    update person set team_id = to_team, owner_id = to_owner where id = file.person_id and team_id = file.team_id;
    if found then
      delete from person_index where person_id = file.person_id and team_id = file.team_id;
      update person_index set owner_id = to_owner where person_id = file.person_id;
    end if;
  end if;
  perform set_config('app.scope', scope, true);
  return seen_revision + 1;
end $$;

-- A new organisation with its first administrator, whom nobody of another organisation could add. Answers whether the
-- login was free; nothing is added when it was not.
create function found_organisation(
  new_id uuid, new_name text, new_kind text, key bytea, at timestamptz,
  admin uuid, admin_login text, admin_name text, admin_role text, admin_language text, admin_password text
) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
begin
  if actor_user() is null then raise insufficient_privilege; end if;
  perform set_config('app.scope', 'system', true);
  if exists (select from app_user u where lower(u.login) = lower(admin_login)) then
    perform set_config('app.scope', caller_scope, true);
    return false;
  end if;
  insert into organisation values (new_id, new_name, new_kind, key, at);
  insert into app_user (id, organisation_id, login, name, role, language, password_hash, password_given, created_at)
    values (admin, new_id, admin_login, admin_name, admin_role, admin_language, admin_password, true, at);
  perform set_config('app.scope', caller_scope, true);
  return true;
end $$;

-- What the house is: anybody reads it, the system writes it, and who is signed in publishes definitions.
do $$
declare name text;
begin
  foreach name in array array['organisation', 'setting', 'definition'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using (true)', name);
    execute format('create policy made on %I for insert with check ((select actor_is_system()) or %s)', name,
      case name when 'definition' then '(select actor_user()) is not null' else 'false' end);
    execute format('create policy keeper on %I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- Users: of one's own organisation; sign-in works as the system.
do $$
declare name text;
begin
  foreach name in array array['app_user', 'team'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy own on %I using (organisation_id = (select actor_organisation()) or (select actor_is_system()))
      with check (organisation_id = (select actor_organisation()) or (select actor_is_system()))$p$, name);
  end loop;
  foreach name in array array['team_member', 'passkey', 'session'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy own on %I using ((select actor_is_system()) or user_id in (select u.id from app_user u))
      with check ((select actor_is_system()) or user_id in (select u.id from app_user u) and %s)$p$,
      name, case name when 'team_member' then 'team_id in (select t.id from team t)' else 'true' end);
  end loop;
  foreach name in array array['passkey_challenge', 'sign_in_attempt'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy system on %I using ((select actor_is_system())) with check ((select actor_is_system()))$p$, name);
  end loop;
end $$;

-- ── what the application may do ──────────────────────────────────────────────────────────────────────────────
grant usage on schema public to banyan_app;
grant select, insert on organisation, team, app_user, session, setting, definition, data_key, person, case_file,
  enquiry, entry, task, consent, referral, merge, relative, passkey, sign_in_attempt to banyan_app;
grant update on app_user, session, passkey, sign_in_attempt to banyan_app;
grant update (undone_at) on merge to banyan_app;
grant update (ended_at) on relative to banyan_app;
grant update (status, taken_by, asked_at, answered_at, ended_at, confirmed_at, received_case_id, outcome, outcome_at)
  on referral to banyan_app;
-- Which record it is, whose, and that it was erased, no update of the application says: that is for hand_over,
-- move_history and erase_person. An enquiry alone is told later whose it was.
do $$
declare
  name text;
  columns text;
begin
  foreach name in array array['person', 'case_file', 'enquiry', 'entry', 'task', 'consent'] loop
    select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
      where a.attrelid = name::regclass and a.attnum > 0 and not a.attisdropped
        and a.attname not in ('id', 'number', 'organisation_id', 'team_id', 'owner_id', 'erased_at')
        and (name = 'enquiry' or a.attname not in ('person_id', 'case_id'));
    execute format('grant update (%s) on %I to banyan_app', columns, name);
  end loop;
end $$;
grant select, insert, delete on team_member, passkey_challenge, made_file to banyan_app;
grant delete on session, passkey, sign_in_attempt, attachment to banyan_app;
grant select, insert, update (entry_id, changed_at) on attachment to banyan_app;
grant select on journal, journal_checkpoint to banyan_app;
grant select (shard, seq, hash) on journal_head to banyan_app;
grant insert on journal_checkpoint to banyan_app;
grant insert on person_index to banyan_app;
grant select, insert on case_stage to banyan_app;

-- What runs as the owner answers to the application's login alone; the last three answer to nobody but the owner.
revoke all on function journal_append, journal_append_many, journal_replay, find_people, index_person, indexed_earlier, move_history, erase_person, hand_over,
  found_organisation, erase_rows, erase_again, index_for_team from public;
grant execute on function journal_append, journal_append_many, journal_replay, find_people, index_person, indexed_earlier, move_history, erase_person, hand_over,
  found_organisation to banyan_app;
