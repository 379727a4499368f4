-- What was told to another organisation, and what both sides said about it.

-- Exactly the fields that were sent, one document a class, sealed under the referral's own key.
create table referral_package (
  referral_id uuid primary key references referral,
  sealed jsonb not null
);

-- What either side said: a message, why it was refused, what came of it, a step that was done.
create table referral_note (
  id uuid primary key,
  referral_id uuid not null references referral,
  organisation_id uuid not null references organisation,
  kind text not null,
  -- Of the step, or the outcome.
  code text,
  note bytea,
  by_user uuid not null,
  at timestamptz not null
);
create index referral_note_of on referral_note (referral_id, at);
-- A step is done once.
create unique index referral_step on referral_note (referral_id, code) where kind = 'step';

-- The other side sees a package once it has accepted; who sent it sees what was sent.
alter table referral_package enable row level security;
create policy seen on referral_package for select using ((select actor_is_system())
  or (select actor_reach()) is not null and referral_side(referral_id) in ('sender', 'accepted'));
create policy made on referral_package for insert with check ((select actor_is_system())
  or (select actor_reach()) is not null and referral_side(referral_id) = 'sender');
create policy cleared on referral_package for delete using ((select actor_is_system()));

alter table referral_note enable row level security;
create policy seen on referral_note for select using ((select actor_is_system())
  or (select actor_reach()) is not null and referral_side(referral_id) is not null);
create policy made on referral_note for insert with check ((select actor_is_system())
  or organisation_id = (select actor_reach()) and referral_side(referral_id) is not null);
create policy cleared on referral_note for delete using ((select actor_is_system()));

-- One names the duty officer of one's own organisation.
create policy changed on organisation for update using (id = (select actor_organisation()))
  with check (id = (select actor_organisation()));
grant update (duty_user_id) on organisation to banyan_app;

-- Ends a case that another organisation took over, whose rows the one who takes it does not see: asked with the transfer
-- that was accepted a moment ago. A case that was closed meanwhile stays as it is.
create function take_over(transfer uuid, ends_at text, reason text, stage_id uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  scope constant text := actor_scope();
  mine constant uuid := actor_reach();
  which uuid;
begin
  select r.case_id into which from referral r
    where r.id = transfer and r.kind = 'transfer' and r.status = 'accepted' and r.to_organisation_id = mine
      and r.received_case_id is null;
  if which is null then return false; end if;
  perform set_config('app.scope', 'system', true);
  update case_file set stage = ends_at, closing_reason = reason, closed_at = at, updated_at = at, revision = revision + 1
    where id = which and closed_at is null and erased_at is null;
  if found then
    insert into case_stage values (stage_id, which, ends_at, at, actor_user());
    update deadline set met_at = at, paused_at = null, remaining = null where case_id = which and met_at is null;
    update task set dropped_at = at where case_id = which and done_at is null;
    update approval set spent_at = at where case_id = which and spent_at is null;
  end if;
  perform set_config('app.scope', scope, true);
  return true;
end $$;

grant select, insert on referral_package, referral_note to banyan_app;
revoke all on function take_over from public;
grant execute on function take_over to banyan_app;
