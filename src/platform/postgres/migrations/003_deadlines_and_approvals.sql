-- A second person's word on a step, and the clocks of limits. Both are the house's own affair: a referral shows neither.

create table approval (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  -- The step it is asked for, and which of the step's approvals it is.
  from_stage text not null,
  to_stage text not null,
  code text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  note bytea,
  decided_by uuid,
  decided_at timestamptz,
  granted boolean,
  reason bytea,
  -- When the case took a step, this one or another: what was asked before it counts no more, whatever was answered.
  spent_at timestamptz,
  erased_at timestamptz,
  constraint never_ones_own check (decided_by <> asked_by),
  constraint decided_whole check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (granted is null))
);
create index approval_case on approval (case_id);
create index approval_waiting on approval (asked_at) where decided_at is null and spent_at is null;
create unique index approval_once on approval (case_id, to_stage, code) where spent_at is null and granted is not false;

create table deadline (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  timer text not null,
  -- The limit as it was when the clock started, with its source: one that is changed holds for clocks that start later.
  term jsonb not null,
  started_at timestamptz not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  escalate_at timestamptz,
  -- While it stands still: since when, and how much is left, in the unit of the limit.
  paused_at timestamptz,
  remaining double precision,
  -- When it was stopped by hand: by whom, until when, and sealed, why.
  stops jsonb not null default '[]',
  met_at timestamptz,
  erased_at timestamptz,
  constraint paused_whole check ((paused_at is null) = (remaining is null))
);
create index deadline_case on deadline (case_id);
create unique index deadline_once on deadline (case_id, timer) where met_at is null;
create index deadline_warned on deadline (warn_at) where met_at is null and paused_at is null;

-- What one works with, like tasks: by the case's team and owner.
select guard_case_part('approval', stumps => false), guard_case_part('deadline', stumps => false);

grant select on approval to banyan_app;
-- A question is put without its answer.
grant insert (id, organisation_id, team_id, owner_id, programme, case_id, person_id, from_stage, to_stage, code, asked_by,
  asked_at, note) on approval to banyan_app;
grant select, insert on deadline to banyan_app;
grant update (decided_by, decided_at, granted, reason, spent_at) on approval to banyan_app;
grant update (warn_at, due_at, escalate_at, paused_at, remaining, stops, met_at) on deadline to banyan_app;
