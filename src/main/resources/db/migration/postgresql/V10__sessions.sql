-- What a kill says of its sessions stands in its own row, as JSON (docs/adr/0016), and how many of
-- them still roll back beside it.

alter table kill add column sessions text not null default '[]';
alter table kill add column rolling_back smallint not null default 0;

update kill
   set rolling_back = (select count(*) from kill_session s
                        where s.kill_id = kill.id and s.outcome = 'KILLING'),
       sessions = coalesce((
           select json_agg(json_build_object(
                      'thread', s.thread,
                      'expected', json_build_object(
                          'user', s.expected_user,
                          'host', s.expected_host,
                          'db', s.expected_db,
                          'statement', s.expected_statement,
                          'seconds', s.expected_seconds,
                          'observedAt', s.expected_observed_at),
                      'outcome', s.outcome,
                      'sight', case when s.mysql_user is not null then json_build_object(
                          'user', s.mysql_user,
                          'host', s.host,
                          'db', s.db,
                          'command', s.command,
                          'seconds', s.seconds) end,
                      'finding', json_build_object(
                          'protectedBy', s.protected_by,
                          'changed', string_to_array(coalesce(s.changed, ''), ','),
                          'respawned', s.respawned = 1,
                          'goneAfterMillis', s.gone_after_ms))
                      order by s.thread)
             from kill_session s where s.kill_id = kill.id)::text, '[]');

drop table kill_session;

create index kill_rolling_back on kill (id) where rolling_back > 0;

-- No index holds what each step of a kill changes.
drop index kill_unfinished;
create index kill_unfinished on kill (id) where finished_at is null;

-- So a row finds room on its page when it is written anew.
alter table kill set (fillfactor = 50);
