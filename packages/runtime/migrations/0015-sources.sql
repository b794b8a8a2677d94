-- Solutions that people work on in the Studio: shared documents, as updates that only grow, and states that sum them up.

-- document: another one each time a solution of this name is made, so that what somebody kept of an earlier one never gets into it.
-- number: of its last update. bytes: of its last state and the updates since. folder_base: for each path what folder and document
-- last had in common, as a hash.
create table parley.source (
  workspace_id text not null,
  solution text not null,
  document text not null,
  created_at bigint not null,
  changed_at bigint not null,
  changed_by text not null,
  number bigint not null,
  bytes bigint not null,
  folder text,
  folder_base json,
  primary key (workspace_id, solution)
);
create unique index source_document on parley.source (workspace_id, document);

-- number: without gaps, in the order of the commits. touched: what it changed, for people.
create table parley.source_update (
  workspace_id text not null,
  document text not null,
  number bigint not null,
  at bigint not null,
  author text not null,
  author_name text not null,
  touched json not null,
  content bytea not null,
  primary key (workspace_id, document, number)
);

-- Everything up to an update. point: the name that somebody gave it; such a state is kept.
create table parley.source_state (
  workspace_id text not null,
  document text not null,
  number bigint not null,
  at bigint not null,
  content bytea not null,
  point text,
  point_by text,
  primary key (workspace_id, document, number)
);
