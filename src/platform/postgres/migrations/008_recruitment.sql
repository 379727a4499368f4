-- What somebody was offered, what they signed and what it really is; what it cost and who paid; what they owe. And what the
-- house knows of recruiters and of exchange rates, which is public.

-- A recruiter, a sub-agent or an employer, as registers and their own signs name them. Nobody of a case is in it.
create table recruiter (
  id uuid primary key,
  revision integer not null default 1,
  name text not null,
  other_names text[] not null,
  kind text not null,
  country text not null,
  website text,
  phone text,
  -- [{number, issuer, from, to, origin, destinations, status, source, checkedOn}, …]
  licences jsonb not null,
  updated_at timestamptz not null
);

-- Units of a currency for one of the base currency on a day, as the office uploaded them.
create table exchange_rate (
  currency text not null,
  base text not null,
  day date not null,
  rate numeric not null check (rate > 0),
  source text not null,
  uploaded_at timestamptz not null,
  primary key (currency, base, day)
);

-- One version of what the work is to be. Clauses are numbers and codes; who employs, and what was told, is sealed.
create table job_offer (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  revision integer not null default 1,
  version text not null,
  said_on date not null,
  recruiter_id uuid references recruiter,
  currency text,
  terms jsonb not null,
  told bytea,
  set_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);
create unique index job_offer_version on job_offer (case_id, version);
create index job_offer_person on job_offer (person_id);
create index job_offer_recruiter on job_offer (recruiter_id) where recruiter_id is not null;

-- One thing that was paid for the job. Amounts are in the smallest unit of their currency.
create table cost_line (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  revision integer not null default 1,
  cost text not null,
  payer text not null,
  phase text,
  paid_on date,
  amount bigint not null check (amount >= 0),
  currency text not null,
  receipt boolean,
  deducted boolean not null,
  refunded bigint check (refunded <= amount),
  told bytea,
  set_at timestamptz not null,
  updated_at timestamptz not null,
  -- It was a mistake.
  ended_at timestamptz,
  erased_at timestamptz
);
create index cost_line_case on cost_line (case_id);
create index cost_line_person on cost_line (person_id);

create table loan (
  id uuid primary key,
  organisation_id uuid not null,
  team_id uuid,
  owner_id uuid,
  programme text not null,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  revision integer not null default 1,
  lender text not null,
  borrowed_on date,
  principal bigint not null check (principal > 0),
  -- What is left of it; without it, all.
  owed bigint check (owed >= 0),
  currency text not null,
  -- Per cent, of a month, of a year, or once for the whole.
  rate numeric check (rate >= 0),
  per text,
  payment bigint check (payment >= 0),
  -- Whether work is pledged for it; whether that work counts towards it; whether its length is laid down.
  pledged boolean,
  applied boolean,
  limited boolean,
  told bytea,
  set_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  erased_at timestamptz
);
create index loan_case on loan (case_id);
create index loan_person on loan (person_id);

-- Seen by whoever sees the case, through a glass as well; offers are counted by recruiter. Who registers a recruiter and who
-- uploads rates is a matter of grants: they are of nobody, and everybody who is signed in may read them.
select guard_case_part('job_offer', shown_rule() || ' or ' || counted_rule()), guard_case_part('cost_line', shown_rule()),
  guard_case_part('loan', shown_rule());
select grant_record(part, 'id', 'organisation_id', 'team_id', 'owner_id', 'erased_at', 'person_id', 'case_id')
  from unnest(array['job_offer', 'cost_line', 'loan']) part;
do $$
declare
  name text;
begin
  foreach name in array array['recruiter', 'exchange_rate'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy known on %I using ((select actor_user()) is not null or (select actor_is_system()))
      with check ((select actor_user()) is not null or (select actor_is_system()))', name);
  end loop;
end $$;
grant select, insert, update (revision, name, other_names, kind, country, website, phone, licences, updated_at)
  on recruiter to banyan_app;
grant select, insert, update (rate, source, uploaded_at) on exchange_rate to banyan_app;
