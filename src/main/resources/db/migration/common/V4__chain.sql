-- The record as a chain: each event holds the hash of the one before it (docs/audit.md says how it
-- is computed). No release had the former table, so nothing is carried over.

drop table audit_event;

create table audit_event (
    seq     bigint not null primary key,
    at      bigint not null,
    kind    text   not null,
    caller  text   not null,
    kill_id text,
    data    text   not null,
    prev    text   not null,
    hash    text   not null
);

create index audit_event_kill on audit_event (kill_id);

-- One row: where the chain ends. Taking the next number from it makes writers wait for each other,
-- so that numbers have no gaps and the chain has one end.
create table audit_head (
    id   smallint not null primary key check (id = 1),
    seq  bigint   not null,
    hash text     not null
);

-- The hash is SHA-256 of "session-kill-gateway audit chain 1".
insert into audit_head (id, seq, hash)
values (1, 0, 'ec6d3f1dc5eb7b3c361791b0a44622b0277f3e0f770aec9881e0803bcdb9f375');

create table audit_checkpoint (
    seq  bigint not null,
    at   bigint not null,
    hash text   not null,
    note text   not null,
    primary key (seq, at)
);
