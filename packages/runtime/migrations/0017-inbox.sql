-- Sentences of which it was not clear what they mean, masked, until somebody decides what becomes of them. Goes with its conversation.

-- place: several of one turn. text: masked, and sealed where the conversation is. intent: what was picked, or what somebody of the brand
-- said it means. alternatives: what it might have been, as a list. decision: assigned or ignored; none while it is open.
create table parley.inbox (
  workspace_id text not null,
  conversation_id text not null,
  turn integer not null,
  place integer not null,
  solution text not null,
  environment text not null,
  at bigint not null,
  flow text not null,
  node text not null,
  language text not null,
  reason text not null,
  intent text,
  alternatives json not null,
  text text not null,
  decision text,
  decided_intent text,
  decided_by text,
  decided_at bigint,
  primary key (workspace_id, conversation_id, turn, place)
);
create index inbox_open on parley.inbox (workspace_id, solution, environment, at desc) where decision is null;
create index inbox_at on parley.inbox (workspace_id, at);
