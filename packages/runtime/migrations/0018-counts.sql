-- How often something was done within a time, for limits that all servers keep together. A row is nobody's: names are hashed into slots.

create table parley.count (
  workspace_id text not null,
  -- What is counted: key, or a guess by its account, its network, or both.
  deed text not null,
  slot integer not null,
  count integer not null,
  -- Epoch milliseconds: when it begins anew, and may be removed.
  ends_at bigint not null,
  primary key (workspace_id, deed, slot)
);
create index count_ended on parley.count (workspace_id, ends_at);
