-- Times are epoch milliseconds of the database's clock.

create table kill (
    id                 text   not null primary key,
    state              text   not null,
    result             text,
    account            text   not null,
    region             text   not null,
    product            text   not null,
    instance           text   not null,
    reason             text   not null,
    requested_by       text   not null,
    requested_at       bigint not null,
    deadline           bigint not null,
    finished_at        bigint,
    failure_stage      text,
    failure_code       text,
    failure_request_id text,
    failure_retryable  text
);

create table kill_session (
    kill_id text   not null references kill (id),
    thread  bigint not null,
    outcome text,
    mysql_user text,
    host    text,
    db      text,
    command text,
    seconds bigint,
    primary key (kill_id, thread)
);

create table kill_call (
    kill_id    text    not null references kill (id),
    ordinal    integer not null,
    stage      text    not null,
    attempt    integer not null,
    sent_at    bigint  not null,
    millis     bigint  not null,
    request_id text,
    code       text,
    primary key (kill_id, ordinal)
);

-- What happened, in the order in which it happened; rows are only ever added.
create table audit_event (
    seq     bigint not null primary key,
    at      bigint not null,
    kind    text   not null,
    caller  text   not null,
    kill_id text,
    data    text   not null
);
