-- Keys that sensitive values were sealed with, consents, and what is left of contacts that were erased.

-- id: says nothing of the key.
create table parley.data_key (
  workspace_id text not null,
  id text not null,
  created_at bigint not null,
  primary key (workspace_id, id)
);

-- key_id: the content and the name are sealed; null: stored before there were keys.
alter table parley.file add column key_id text;

-- skill_mark: where skill is sealed, so that it can be looked for.
alter table parley.hand_over add column skill_mark text;

create index conversation_of_contact on parley.conversation (workspace_id, contact_id);
create index conversation_over on parley.conversation (workspace_id, solution, changed_at) where is_over;
create index contact_email on parley.contact (workspace_id, lower(email)) where email is not null;
create index visitor_of_contact on parley.visitor (workspace_id, contact_id);
create index contact_created on parley.contact (workspace_id, created_at);
create index file_at on parley.file (workspace_id, at);

-- Every choice is kept: what was agreed to when, and in which words. visitor_id: a fingerprint, as in parley.visitor.
create table parley.consent (
  workspace_id text not null,
  id text not null,
  solution text not null,
  environment text not null,
  visitor_id text not null,
  level text not null,
  source text not null,
  text_version text,
  at bigint not null,
  primary key (workspace_id, id)
);
create index consent_of_visitor on parley.consent (workspace_id, visitor_id, at);
create index consent_at on parley.consent (workspace_id, at);

-- The proof that a contact was erased. Holds nothing personal: contact_hash is keyed. braze: where the profile is still to be
-- deleted, sealed, and null once that is done.
create table parley.erasure (
  workspace_id text not null,
  id text not null,
  contact_hash text not null,
  erased_by text not null,
  reason text,
  at bigint not null,
  counts json not null,
  braze_status text not null,
  braze_answers json not null default '[]',
  braze json,
  attempts integer not null default 0,
  due_at bigint,
  lease_until timestamptz,
  primary key (workspace_id, id)
);
create index erasure_due on parley.erasure (workspace_id, due_at) where due_at is not null;

-- Conversations whose client may still come, so that it can be told why there is nothing any more. Holds nothing personal.
create table parley.erased_conversation (
  workspace_id text not null,
  conversation_id text not null,
  at bigint not null,
  primary key (workspace_id, conversation_id)
);
create index erased_conversation_at on parley.erased_conversation (workspace_id, at);
