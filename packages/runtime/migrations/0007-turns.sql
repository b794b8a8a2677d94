-- What happened to conversations, so that they can be played again: one row per turn, except where the person's message says
-- it all (`happened.ts`), which is most turns. Never changed.
create table parley.turn (
  workspace_id text not null,
  conversation_id text not null,
  turn integer not null,
  at bigint not null,
  event json not null,
  primary key (workspace_id, conversation_id, turn)
);
