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
