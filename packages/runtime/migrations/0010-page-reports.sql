-- What pages report of their visitors: one row per request, named by the ids of its events, so that the same report twice is
-- one row. Kept for thirty days. visitor_id: a fingerprint, as in parley.visitor.

-- deliver_at: when its events are due in Braze, null when none are, or no more. sending: they may be on their way now.
create table parley.page_report (
  workspace_id text not null,
  id text not null,
  solution text not null,
  environment text not null,
  visitor_id text not null,
  consent text not null,
  page json not null,
  events json not null,
  at bigint not null,
  deliver_at bigint,
  lease_owner text,
  lease_until timestamptz,
  attempts integer not null default 0,
  sending boolean not null default false,
  primary key (workspace_id, id)
);
create index page_report_visitor on parley.page_report (workspace_id, visitor_id, at);
create index page_report_at on parley.page_report (workspace_id, at);
create index page_report_due on parley.page_report (workspace_id, deliver_at) where deliver_at is not null;
