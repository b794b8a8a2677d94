-- Times are epoch milliseconds of the node that wrote them, except leases, which are the database's own clock, so that
-- nodes whose clocks differ still agree on who holds what.

create table parley.version (
  workspace_id text not null,
  id text not null,
  solution text not null,
  number integer not null,
  build json not null,
  created_at bigint not null,
  primary key (workspace_id, id),
  unique (workspace_id, solution, number)
);

-- Every deployment is kept; the highest number of an environment is the one it runs.
create table parley.deployment (
  workspace_id text not null,
  solution text not null,
  environment text not null,
  number integer not null,
  version_id text not null,
  deployed_at bigint not null,
  primary key (workspace_id, solution, environment, number)
);

create table parley.contact (
  workspace_id text not null,
  id text not null,
  external_id text,
  email text,
  phone text,
  created_at bigint not null,
  primary key (workspace_id, id),
  unique (workspace_id, external_id)
);

-- Updated at every turn: free space in each page keeps those updates off the index.
create table parley.conversation (
  workspace_id text not null,
  id text not null,
  contact_id text not null,
  solution text not null,
  environment text not null,
  version_id text not null,
  channel text not null,
  state json not null,
  status text not null,
  turn integer not null,
  last_seq integer not null,
  started_at bigint not null,
  changed_at bigint not null,
  primary key (workspace_id, id)
) with (fillfactor = 70);

create table parley.message (
  workspace_id text not null,
  conversation_id text not null,
  seq integer not null,
  turn integer not null,
  author text not null,
  content json not null,
  sensitive boolean not null,
  client_message_id text,
  at bigint not null,
  primary key (workspace_id, conversation_id, seq)
);

-- What each client message id led to: the bot's messages after after_seq up to until_seq, which is null as long as the
-- conversation works on the answer.
create table parley.turn_key (
  workspace_id text not null,
  conversation_id text not null,
  client_message_id text not null,
  fingerprint text not null,
  after_seq integer not null,
  until_seq integer,
  primary key (workspace_id, conversation_id, client_message_id)
);

create table parley.outbox (
  workspace_id text not null,
  conversation_id text not null,
  effect_id text not null,
  node text not null,
  action text not null,
  input json not null,
  mode text not null,
  timeout_ms integer,
  at bigint not null,
  run_at bigint not null,
  attempts integer not null,
  -- Leases that ran out while an attempt was made: nodes that died, perhaps of this very row.
  takeovers integer not null default 0,
  lease_owner text,
  lease_until timestamptz,
  dead_at bigint,
  reason text,
  primary key (workspace_id, conversation_id, effect_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index outbox_due on parley.outbox (workspace_id, run_at) where dead_at is null;
create index outbox_dead on parley.outbox (workspace_id, dead_at) where dead_at is not null;

create table parley.timer (
  workspace_id text not null,
  conversation_id text not null,
  name text not null,
  at bigint not null,
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, conversation_id, name)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index timer_due on parley.timer (workspace_id, at);

-- The nodes that are alive, so that a node alone spares itself every word to the others.
create table parley.node (
  workspace_id text not null,
  id text not null,
  seen_at timestamptz not null,
  primary key (workspace_id, id)
);
