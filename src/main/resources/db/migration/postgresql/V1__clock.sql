-- The database's clock in epoch milliseconds, which goes on within a transaction: the one thing that
-- the dialects spell differently.
create view db_clock (now_ms) as
select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint);
