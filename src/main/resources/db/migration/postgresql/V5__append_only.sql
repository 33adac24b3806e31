-- Events and checkpoints are added and never changed.

create function refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name
        using errcode = 'integrity_constraint_violation';
end
$$;

create trigger audit_event_append_only
before update or delete or truncate on audit_event
for each statement execute function refuse_change();

create trigger audit_checkpoint_append_only
before update or delete or truncate on audit_checkpoint
for each statement execute function refuse_change();
