-- Who works in the Studio: accounts, sessions, invitations, API keys, and what they did.

create table parley.account (
  workspace_id text not null,
  id text not null,
  -- Lower case.
  email text not null,
  name text not null,
  role text not null,
  -- In the PHC string format; null: signs in elsewhere only.
  password text,
  -- Who they are to an OpenID provider.
  issuer text,
  subject text,
  active boolean not null,
  created_at bigint not null,
  signed_in_at bigint,
  primary key (workspace_id, id)
);
create unique index account_email on parley.account (workspace_id, email);
create unique index account_subject on parley.account (workspace_id, issuer, subject) where subject is not null;

create table parley.session (
  workspace_id text not null,
  -- Of the token only this is known.
  token_hash text not null,
  id text not null,
  account_id text not null,
  -- How it began: password, link, oidc.
  began text not null,
  -- Of the address, its network.
  address text,
  agent text,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, account_id) references parley.account on delete cascade
);
create unique index session_id on parley.session (workspace_id, id);
create index session_account on parley.session (workspace_id, account_id);
create index session_expired on parley.session (workspace_id, expires_at);

-- One-time links: to a first account, to an account for somebody else, to a new password.
create table parley.invitation (
  workspace_id text not null,
  id text not null,
  token_hash text not null,
  -- welcome: makes the first owner. invitation: makes an account. password: sets that of account_id.
  kind text not null,
  email text,
  role text,
  account_id text,
  created_by text,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references parley.account on delete cascade
);
create unique index invitation_token on parley.invitation (workspace_id, token_hash);
create unique index invitation_email on parley.invitation (workspace_id, email) where kind = 'invitation';
create index invitation_account on parley.invitation (workspace_id, account_id) where account_id is not null;

create table parley.api_key (
  workspace_id text not null,
  id text not null,
  token_hash text not null,
  -- The beginning of the key, to know it again.
  prefix text not null,
  name text not null,
  permissions text[] not null,
  account_id text not null,
  created_at bigint not null,
  -- Null: never.
  expires_at bigint,
  used_at bigint,
  revoked_at bigint,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references parley.account on delete cascade
);
create unique index api_key_token on parley.api_key (workspace_id, token_hash);
create index api_key_account on parley.api_key (workspace_id, account_id);

-- Sign-ins with an OpenID provider that are under way.
create table parley.oidc_attempt (
  workspace_id text not null,
  -- Of the token in the browser's cookie.
  token_hash text not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  -- The page to go to afterwards.
  target text not null,
  expires_at bigint not null,
  primary key (workspace_id, token_hash)
);
create index oidc_attempt_expired on parley.oidc_attempt (workspace_id, expires_at);

-- What was done. Rows are added and never changed; they may be removed once they are a year old.
create table parley.audit (
  workspace_id text not null,
  -- Grows from row to row.
  id bigint generated always as identity,
  at bigint not null,
  -- Null: nobody known, as in a failed sign-in.
  actor_id text,
  actor text,
  action text not null,
  subject text not null,
  details json not null,
  address text,
  outcome text not null,
  primary key (workspace_id, id)
);
create index audit_action on parley.audit (workspace_id, action, id);
create index audit_actor on parley.audit (workspace_id, actor_id, id);

create function parley.keep_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.at < (extract(epoch from now()) - 365 * 86400) * 1000 then
      return old;
    end if;
  end if;
  raise exception 'the audit log is only added to; what is older than a year may be removed';
end $$;
create trigger audit_kept before update or delete on parley.audit for each row execute function parley.keep_audit();
create trigger audit_whole before truncate on parley.audit for each statement execute function parley.keep_audit();
