-- The last event that told of settings is looked for while everybody else waits to append.

create index audit_event_settings on audit_event (seq) where kind = 'SETTINGS_CHANGED';
