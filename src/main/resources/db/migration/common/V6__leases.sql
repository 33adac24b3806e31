-- Who carries out a kill: the process that took it over last, as long as its lease runs. The epoch
-- grows with every take-over, and whoever has an older one can write nothing any more.

alter table kill add column owner text;
alter table kill add column epoch bigint not null default 0;
alter table kill add column lease_until bigint not null default 0;
alter table kill add column moved_at bigint not null default 0;
alter table kill add column requester_groups text not null default '[]';

create index kill_unfinished on kill (lease_until)
 where state in ('QUEUED', 'PREPARING', 'COMMITTING', 'VERIFYING');
create index kill_of_instance on kill (instance, id);
create index kill_of_requester on kill (requested_by, id);

-- Requests that were given a key by their caller, so that a repetition finds its kill.
create table idempotency_key (
    caller     text   not null,
    idem_key   text   not null,
    body       text   not null,
    kill_id    text   not null,
    created_at bigint not null,
    primary key (caller, idem_key)
);

create index idempotency_key_age on idempotency_key (created_at);
