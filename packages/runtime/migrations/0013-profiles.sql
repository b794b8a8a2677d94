-- Profiles of a service as they were last looked up, for minutes.

-- profile: a fingerprint of its identifier. look_up: which of several at once may store what it found. found: null until it is
-- there, then what was found, sealed where there are keys; JSON null: the service has no such profile.
create table parley.profile (
  workspace_id text not null,
  space text not null,
  profile text not null,
  account text not null,
  fields text not null,
  look_up text not null,
  found json,
  expires_at bigint not null,
  primary key (workspace_id, space, profile, account, fields)
);
create index profile_expired on parley.profile (workspace_id, expires_at);
create index profile_person on parley.profile (workspace_id, profile);
