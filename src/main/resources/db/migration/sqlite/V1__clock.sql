-- The database's clock in epoch milliseconds: the one thing that the dialects spell differently.
create view db_clock (now_ms) as
select cast(unixepoch('subsec') * 1000 as integer);
