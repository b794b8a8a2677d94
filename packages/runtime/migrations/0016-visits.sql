-- What reports count: where conversations went, where they are, how they ended. Of conversations from before nothing of it is known.

-- One row per turn that went anywhere, never changed. path: places and ports, one a line (path.ts); nothing that anybody said.
create table parley.visit (
  workspace_id text not null,
  conversation_id text not null,
  turn integer not null,
  at bigint not null,
  path text not null
);
create index visit_of_conversation on parley.visit (workspace_id, conversation_id, turn);

-- flow, language and campaign: as it began. outcome: what it ended with. rating: the last one, out of rating_most; none where the
-- answer is sensitive.
alter table parley.conversation
  add column flow text,
  add column language text,
  add column campaign text,
  add column outcome text,
  add column rating smallint,
  add column rating_most smallint;
-- None of it changes in a conversation's life.
create index conversation_started on parley.conversation (workspace_id, solution, environment, started_at);
