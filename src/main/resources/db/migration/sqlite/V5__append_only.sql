-- Events and checkpoints are added and never changed. "insert or replace" fires no trigger on
-- delete, so what exists is also kept from being inserted again.

create trigger audit_event_no_update before update on audit_event
begin
    select raise(abort, 'events of the record are never changed');
end;

create trigger audit_event_no_delete before delete on audit_event
begin
    select raise(abort, 'events of the record are never deleted');
end;

create trigger audit_event_no_replace before insert on audit_event
when exists (select 1 from audit_event where seq = new.seq)
begin
    select raise(abort, 'events of the record are never replaced');
end;

create trigger audit_checkpoint_no_update before update on audit_checkpoint
begin
    select raise(abort, 'checkpoints are never changed');
end;

create trigger audit_checkpoint_no_delete before delete on audit_checkpoint
begin
    select raise(abort, 'checkpoints are never deleted');
end;

create trigger audit_checkpoint_no_replace before insert on audit_checkpoint
when exists (select 1 from audit_checkpoint where seq = new.seq and at = new.at)
begin
    select raise(abort, 'checkpoints are never replaced');
end;
