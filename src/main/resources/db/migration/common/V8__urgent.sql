-- Whether its requester asked for the urgent lane: whoever takes the kill over has to know.

alter table kill add column urgent smallint not null default 0;
