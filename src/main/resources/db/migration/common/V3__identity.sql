-- What a caller expects of a session, and what was found out about it. No SQL text is kept: the
-- expected statement is a digest.

alter table kill_session add column expected_user text;
alter table kill_session add column expected_host text;
alter table kill_session add column expected_db text;
alter table kill_session add column expected_statement text;
alter table kill_session add column expected_seconds bigint;
alter table kill_session add column expected_observed_at bigint;
alter table kill_session add column protected_by text;
alter table kill_session add column changed text;
alter table kill_session add column respawned smallint not null default 0;
alter table kill_session add column gone_after_ms bigint;

create index kill_session_rolling_back on kill_session (kill_id) where outcome = 'KILLING';
