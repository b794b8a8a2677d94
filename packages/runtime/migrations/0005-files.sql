-- Files that people give to their conversations.

-- How much a conversation holds: counted here, so that two uploads at once cannot both take the last place.
create table parley.file_room (
  workspace_id text not null,
  conversation_id text not null,
  files integer not null,
  bytes bigint not null,
  primary key (workspace_id, conversation_id)
) with (fillfactor = 70);

create table parley.file (
  workspace_id text not null,
  conversation_id text not null,
  id text not null,
  name text not null,
  type text not null,
  size integer not null,
  content bytea not null,
  at bigint not null,
  primary key (workspace_id, conversation_id, id)
);
-- Pictures and documents are compressed already; trying again costs time and saves nothing.
alter table parley.file alter column content set storage external;
