-- Conversations that were handed to a person of the brand. Written with the turn that asks for it and the one that ends it.
create table parley.hand_over (
  workspace_id text not null,
  conversation_id text not null,
  effect_id text not null,
  flow text not null,
  node text not null,
  skill text,
  note text,
  sensitive boolean not null,
  at bigint not null,
  ended_at bigint,
  outcome text,
  primary key (workspace_id, conversation_id, effect_id)
);
create index hand_over_open on parley.hand_over (workspace_id, at) where ended_at is null;
create index hand_over_ended on parley.hand_over (workspace_id, ended_at) where ended_at is not null;
