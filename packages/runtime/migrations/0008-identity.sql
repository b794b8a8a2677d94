-- Contacts whose identity is proved, and the browsers that people come back with.

-- Who is proved to be somebody and who only says so are two contacts: nobody's word leads to what is somebody else's.
alter table parley.contact
  add column proved boolean not null default false,
  drop constraint contact_workspace_id_external_id_key,
  add unique (workspace_id, external_id, proved);

-- id: a fingerprint, since the visitor's own id opens conversations. contact_id: who the visitor is as long as nobody knows;
-- once that contact has become part of a known one, another; renewed_at: since when.
create table parley.visitor (
  workspace_id text not null,
  id text not null,
  contact_id text not null,
  created_at bigint not null,
  renewed_at bigint not null default 0,
  primary key (workspace_id, id)
);

-- Contacts that an alias of a visitor was made part of: Braze keeps one alias of a label for each profile.
create table parley.contact_alias (
  workspace_id text not null,
  contact_id text not null,
  solution text not null,
  environment text not null,
  primary key (workspace_id, contact_id, solution, environment)
);

alter table parley.conversation add column visitor_id text;
create index conversation_of_visitor on parley.conversation (workspace_id, visitor_id, contact_id)
  where visitor_id is not null;
