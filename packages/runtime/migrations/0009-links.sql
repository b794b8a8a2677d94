-- Links, each of which lets one person into a conversation, and conversations that a campaign asked for.
create table parley.link (
  workspace_id text not null,
  -- Says what was asked for and for whom: asked for again, it is the same one.
  id text not null,
  -- Of the token only this is known. Null: there is none, the conversation begins by itself.
  token_hash text,
  solution text not null,
  environment text not null,
  flow text,
  person json not null,
  variables json not null,
  language text,
  -- Campaign, Canvas, dispatch: for reports.
  origin json not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  -- A hash of the visitor who used it.
  used_by text,
  -- Begun with it; of one that begins by itself, decided beforehand so that it begins once.
  conversations text[] not null,
  -- When the conversation is to begin by itself; null: it has begun, has been given up, or a person begins it.
  begin_at bigint,
  attempts integer not null default 0,
  lease_until timestamptz,
  primary key (workspace_id, id)
);
create unique index link_token on parley.link (workspace_id, token_hash) where token_hash is not null;
create index link_due on parley.link (workspace_id, begin_at) where begin_at is not null;
create index link_expired on parley.link (workspace_id, expires_at);
