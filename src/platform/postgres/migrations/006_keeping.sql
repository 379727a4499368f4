-- How long records are kept: who is due for erasure, and who may not be erased.

-- Nothing of this person is erased while it stands: a case before a court, an order, an inquiry. It stays with the record it
-- was set on; who looks at a person sees those of the records that were merged into it as well.
create table hold (
  id uuid primary key,
  organisation_id uuid not null,
  person_id uuid not null references person,
  -- Sealed under the person's key.
  reason bytea not null,
  until timestamptz,
  by_user uuid not null,
  at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz
);
create index hold_person on hold (person_id);

alter table hold enable row level security;
create policy own on hold using ((select actor_is_system())
    or organisation_id = (select actor_reach()) and exists (select from person p where p.id = person_id))
  with check ((select actor_is_system())
    or organisation_id = (select actor_reach()) and exists (select from person p where p.id = person_id
      and p.organisation_id = (select actor_reach())));
grant select, insert, update (lifted_by, lifted_at) on hold to banyan_app;

-- Whether any of these records is held. As the caller sees it; who erases asks as the system.
create function is_held(people uuid[], moment timestamptz) returns boolean language sql stable as $$
  select exists (select from hold h where h.person_id = any (people) and h.lifted_at is null
    and (h.until is null or h.until > moment))
$$;

-- People of the caller's organisation whom the rules let go: every case closed, each longer than its rule keeps it, and no
-- enquiry that waits. A case without a rule keeps its person. Of several rules for a programme the one that names the stage
-- counts. Looks at all their cases, whoever's they are, and answers those people whom the caller sees, longest due first.
create function due_for_erasure(rules jsonb, moment timestamptz, who uuid[] default null)
  returns table (person_id uuid, due_at timestamptz, held boolean) language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  caller_scope constant text := actor_scope();
  organisation constant uuid := actor_reach();
  due uuid[];
  since timestamptz[];
  holds boolean[];
begin
  perform set_config('app.scope', 'system', true);
  select array_agg(d.id), array_agg(d.since), array_agg(exists (
      with recursive one as (select d.id union select p.id from person p join one on p.merged_into = one.id)
      select from one where is_held(array[one.id], moment)))
    into due, since, holds
    from (
      select c.person_id as id, max(c.closed_at + make_interval(months => r.months)) as since
      from case_file c left join lateral (
        select (x ->> 'months')::integer as months from jsonb_array_elements(rules) x
        where x ->> 'programme' = c.programme and (x ->> 'stage' = c.stage or not x ? 'stage')
        order by x ? 'stage' desc limit 1) r on true
      where c.organisation_id = organisation and c.erased_at is null and (who is null or c.person_id = any (who))
      group by c.person_id
      having bool_and(c.closed_at is not null and r.months is not null)
        and max(c.closed_at + make_interval(months => r.months)) <= moment) d
    where not exists (select from enquiry e where e.person_id = d.id and e.answered_at is null and e.case_id is null);
  perform set_config('app.scope', caller_scope, true);
  return query select p.id, d.since, d.held from unnest(due, since, holds) d(id, since, held)
    join person p on p.id = d.id where p.organisation_id = actor_organisation() order by d.since, p.id;
end $$;
revoke all on function due_for_erasure from public;
grant execute on function due_for_erasure to banyan_app;
