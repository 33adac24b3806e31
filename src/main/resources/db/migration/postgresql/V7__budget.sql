-- The vendor's budget, shared by all replicas. Times are microseconds of the database's clock.

create view budget_clock (now_us) as
select cast(floor(extract(epoch from clock_timestamp()) * 1000000) as bigint);

-- How many calls a second are in force, and by how many quarters the rest is widened until when.
create table call_budget (
    account       text    not null,
    action        text    not null,
    calls         integer not null,
    calls_at      bigint  not null,
    widened       integer not null default 0,
    widened_until bigint  not null default 0,
    primary key (account, action)
);

-- A slot may be used again at free_at. While a call holds it, used_at is when that call may leave at
-- the earliest, and free_at counts on its leaving at the latest. Every reservation has a new turn.
create table budget_slot (
    account text    not null,
    action  text    not null,
    slot    integer not null,
    used_at bigint  not null default 0,
    free_at bigint  not null default 0,
    turn    bigint  not null default 0,
    primary key (account, action, slot),
    foreign key (account, action) references call_budget
) with (fillfactor = 50);

-- A Commit that will come, and when it is expected to be due.
create table budget_claim (
    account text   not null,
    action  text   not null,
    id      uuid   not null,
    due     bigint not null,
    primary key (account, action, id),
    foreign key (account, action) references call_budget
);

-- What a rest takes now, in quarters of itself. A mark that lies too far ahead is one that a clock
-- set back has left.
create view budget_width (account, action, quarters) as
select b.account, b.action,
       4 + case when b.widened_until > c.now_us and b.widened_until <= c.now_us + 60000000
                then b.widened else 0 end
  from call_budget b, budget_clock c;

-- The number of calls that is in force for this replica's number: the smallest that any replica has
-- named in the last minute. When it changes, every slot pauses until what was granted before is over.
create function budget_calls(p_account text, p_action text, p_calls integer, p_pause bigint)
returns integer
language plpgsql as $$
declare
    budget call_budget;
    now_us constant bigint := (select c.now_us from budget_clock c);
    stale boolean;
begin
    select * into strict budget from call_budget b
     where b.account = p_account and b.action = p_action for update;
    stale := budget.calls_at not between now_us - 60000000 and now_us + 1000000;
    if p_calls = budget.calls and budget.calls_at not between now_us - 10000000 and now_us then
        update call_budget b set calls_at = now_us
         where b.account = p_account and b.action = p_action;
    elsif p_calls < budget.calls or (p_calls > budget.calls and stale) then
        update call_budget b set calls = p_calls, calls_at = now_us
         where b.account = p_account and b.action = p_action;
        insert into budget_slot (account, action, slot)
        select p_account, p_action, it from generate_series(0, p_calls - 1) it
            on conflict do nothing;
        update budget_slot s set free_at = greatest(s.free_at, now_us + p_pause)
         where s.account = p_account and s.action = p_action;
        return p_calls;
    end if;
    return budget.calls;
end
$$;

-- Reserves the slot that opens first if the call may go at most p_ahead from now, and says how the
-- budget stands. The row of the budget is locked first and each statement of the function sees what
-- was committed before it, so replicas decide one after the other; and since this is one statement
-- for the client, no lock outlives a client that is paused.
--
-- The rule is that of Schedule.earliest: beyond the slots that the call leaves open, there must be an
-- opening for every Commit that is on its way when it is due, and for the call's own.
create function budget_reserve(
    p_account text, p_action text, p_calls integer, p_rest bigint, p_hold bigint, p_pause bigint,
    p_ahead bigint, p_keep double precision, p_slack bigint,
    p_claim uuid, p_takes bigint, p_arrived uuid)
returns table (
    now_us bigint, server text, calls integer, vacant integer, used integer, next_us bigint,
    slot integer, turn bigint, start_us bigint, before_us bigint, free_us bigint)
language plpgsql as $$
#variable_conflict use_column
declare
    rest bigint;
    far bigint;
    opening bigint[];
    place integer;
    earliest bigint;
    due bigint;
begin
    calls := budget_calls(p_account, p_action, p_calls, p_pause);
    now_us := (select c.now_us from budget_clock c);
    server := pg_postmaster_start_time()::text;
    rest := (select p_rest * w.quarters / 4 from budget_width w
              where w.account = p_account and w.action = p_action);
    -- No slot is held or rests that long: a clock was set back.
    far := now_us + p_pause + p_rest;

    delete from budget_claim c
     where c.account = p_account and c.action = p_action
       and (c.id = p_arrived or c.due not between now_us - 1000000 and now_us + 60000000);

    -- A call that holds a slot is expected to use it as soon as it may, and when it is late, soon.
    opening := array(
        select greatest(now_us, case when s.free_at > far then now_us
                                     when s.used_at + rest < s.free_at
                                         then least(s.free_at, greatest(s.used_at + rest, now_us + 50000))
                                     else s.free_at end) as opens
          from budget_slot s
         where s.account = p_account and s.action = p_action and s.slot < calls
         order by opens);
    vacant := (select count(*) from unnest(opening) it where it <= now_us);
    used := (select count(*) from budget_slot s
              where s.account = p_account and s.action = p_action
                and s.used_at > now_us - 1000000 and s.used_at <= now_us);

    place := floor(calls * p_keep);
    earliest := opening[place % calls + 1] + (place / calls) * rest;
    if p_slack is not null then
        place := place + 1;
        for due in select c.due from budget_claim c
                    where c.account = p_account and c.action = p_action order by c.due
        loop
            next_us := opening[place % calls + 1] + (place / calls) * rest;
            if next_us > due + p_slack then
                earliest := greatest(earliest, next_us - p_slack);
            end if;
            place := place + 1;
        end loop;
        if p_claim is not null then
            next_us := opening[place % calls + 1] + (place / calls) * rest;
            earliest := greatest(earliest, next_us - p_takes - p_slack);
        end if;
    end if;
    next_us := earliest;

    if earliest <= now_us + p_ahead then
        select s.slot, case when s.free_at > far then 0 else s.free_at end as opens
          into slot, before_us
          from budget_slot s
         where s.account = p_account and s.action = p_action and s.slot < calls
         order by opens limit 1;
        if before_us <= now_us + p_ahead then
            start_us := greatest(before_us, now_us);
            free_us := start_us + p_hold + rest;
            update budget_slot s set used_at = start_us, free_at = free_us, turn = s.turn + 1
             where s.account = p_account and s.action = p_action and s.slot = budget_reserve.slot
            returning s.turn into turn;
            if p_claim is not null then
                insert into budget_claim (account, action, id, due)
                values (p_account, p_action, p_claim, start_us + p_takes);
            end if;
        else
            slot := null;
        end if;
    end if;
    return next;
end
$$;
