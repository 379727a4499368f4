-- The register at size: it is sorted and sought by an index however many cases there are, and its views are kept.

-- In the order of each sort, of one organisation. With `case` and not `coalesce`: row-level security keeps a condition that it
-- does not know to be without leaks from an index.
create index case_stage_order on case_file (organisation_id, stage, id);
create index case_topic_order on case_file (organisation_id, (case when topic is null then '' else topic end), id);
create index case_destination_order on case_file (organisation_id, (case when destination is null then '' else destination end), id);
create index case_closed_order on case_file (organisation_id, (case when closed_at is null then '9998-01-01Z'::timestamptz else closed_at end), id);
-- Values that are rare somewhere, by team: whoever reaches all of them skips from team to team. Few different ones take little
-- room, and nothing that a contact changes is among them.
create index case_team_programme on case_file (team_id, programme);
create index case_team_stage on case_file (team_id, stage);
create index case_team_channel on case_file (team_id, channel);
create index case_team_topic on case_file (team_id, topic);
create index case_team_destination on case_file (team_id, destination);
create index case_team_place on case_file (team_id, place);
create index case_team_sex on case_file (team_id, sex);
create index case_team_age_band on case_file (team_id, age_band);
create index case_team_nationality on case_file (team_id, nationality);
create index case_team_closing_reason on case_file (team_id, closing_reason);
-- A team is of one organisation: who asks for both would else be expected to find few, and have them sorted.
create statistics case_team_organisation (dependencies) on team_id, organisation_id from case_file;

-- What is due of one person, for their page.
create index task_person on task (person_id);

-- Which cases gave an answer. Entries are written all day and sought by answer now and then: what is new is gathered, and a
-- search reads it through, so there is not much of it.
create index entry_answers on entry using gin (answers jsonb_path_ops) with (gin_pending_list_limit = 256);

-- The owner is subject to row-level security as well; a bare `true` leaves the index usable (`@>` is not leakproof).
create policy keeper on entry for select to current_user using (true);

-- The cases of the caller's reach of which some entry of a form holds one of these answers, of all that is asked
-- ([{"form": …, "any": [{question: answer}, …]}, …]) the first that at most so many give; null when all are frequent. Whether
-- it is the newest entry, and what else the caller sees, whoever asks decides by the rows.
create function cases_answering(asked jsonb, most integer) returns uuid[] language plpgsql stable security definer
  set search_path = public, pg_temp set enable_seqscan = off set jit = off as $$
declare
  reach constant text := reach_rule('case_id = any ((select actor_shown())::uuid[])')
    || ' or programme = any ((select actor_counted())::text[])';
  one jsonb;
  found uuid[];
begin
  for one in select jsonb_array_elements(asked) loop
    -- Not by the index of forms: an answer is expected to be that of one entry in a hundred, however rare it is, and all entries
    -- of the form would be gathered beside it.
    execute format('select array(select case_id from entry where form || '''' = %L and (%s) and erased_at is null and (%s) limit %s)',
      one ->> 'form', (select string_agg(format('answers @> %L', v), ' or ') from jsonb_array_elements(one -> 'any') v),
      reach, most + 1) into found;
    if cardinality(found) <= most then return found; end if;
  end loop;
  return null;
end $$;
revoke all on function cases_answering from public;
grant execute on function cases_answering to banyan_app;

-- A view of the register: what is filtered, shown and sorted by, sealed with its name under the organisation's key.
create table saved_view (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  owner_id uuid not null references app_user,
  -- Seen by this team, or by the whole organisation; by its owner alone when neither.
  team_id uuid references team,
  for_all boolean not null default false,
  revision integer not null default 1,
  about bytea not null,
  updated_at timestamptz not null
);
create index saved_view_of on saved_view (organisation_id);
alter table saved_view enable row level security;
create policy seen on saved_view for select using (organisation_id = (select actor_organisation())
  and (owner_id = (select actor_user()) or for_all or team_id = any ((select actor_teams())::uuid[])) or (select actor_is_system()));
create policy made on saved_view for insert with check (organisation_id = (select actor_organisation())
  and owner_id = (select actor_user()) or (select actor_is_system()));
create policy changed on saved_view for update using (owner_id = (select actor_user())) with check (owner_id = (select actor_user())
  and organisation_id = (select actor_organisation()));
create policy removed on saved_view for delete using (owner_id = (select actor_user()));
grant select, insert, delete, update (about, team_id, for_all, revision, updated_at) on saved_view to banyan_app;
