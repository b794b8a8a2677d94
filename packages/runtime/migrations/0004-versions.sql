-- Versions with who made them and why, deployments with who, why and a canary, drafts, and conversations that are moved
-- from one version to another.

alter table parley.version
  add column created_by text,
  add column note text,
  add column archived_at bigint,
  add column archived_by text;

-- canary_since: the deployment with which the present canary began.
alter table parley.deployment
  add column kind text not null default 'deploy',
  add column canary_id text,
  add column canary_share double precision,
  add column canary_since integer,
  add column deployed_by text,
  add column note text;

-- Changes once in a conversation's life, unlike status: the index is not in the way of the updates of every turn.
alter table parley.conversation
  add column is_over boolean generated always as (status in ('ended', 'abandoned')) stored;
create index conversation_running on parley.conversation (workspace_id, version_id, id) where not is_over;

-- The version that asked for the effect, where its conversation has since moved to another one.
alter table parley.outbox add column version_id text;

create table parley.draft (
  workspace_id text not null,
  id text not null,
  solution text not null,
  name text not null,
  author text not null,
  version_id text not null,
  changed_at bigint not null,
  expires_at bigint not null,
  primary key (workspace_id, id)
);
create index draft_of_solution on parley.draft (workspace_id, solution);

-- Apart from the drafts, since conversations stay on the build they began with when their draft is replaced.
create table parley.draft_build (
  workspace_id text not null,
  id text not null,
  build json not null,
  expires_at bigint not null,
  primary key (workspace_id, id)
);

create table parley.version_move (
  workspace_id text not null,
  id text not null,
  solution text not null,
  from_id text not null,
  to_id text not null,
  environment text,
  mapping json not null,
  moved_by text,
  note text,
  at bigint not null,
  -- Conversations up to this one have been looked at.
  cursor text not null default '',
  moved integer not null default 0,
  stayed integer not null default 0,
  done boolean not null default false,
  primary key (workspace_id, id)
);
create index version_move_of_solution on parley.version_move (workspace_id, solution, at);
