-- Messages that go out some time after a conversation was left, unless the person has come back by then.

-- One row per person and rule. due_at: null when nothing is planned; effect_id, flow, node, action and input are what the outbox
-- gets then, input is gone afterwards. left_as: the status of the conversation when it was planned. sent_at: when the rule last
-- went out to the person.
create table parley.retarget (
  workspace_id text not null,
  contact_id text not null,
  solution text not null,
  environment text not null,
  rule text not null,
  conversation_id text not null,
  effect_id text not null,
  flow text not null,
  node text not null,
  action text not null,
  input json,
  left_as text not null,
  planned_at bigint not null,
  due_at bigint,
  once_ms bigint not null,
  sent_at bigint,
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, contact_id, solution, environment, rule)
);
create index retarget_due on parley.retarget (workspace_id, due_at) where due_at is not null;
create index retarget_over on parley.retarget (workspace_id, (coalesce(sent_at, planned_at) + once_ms)) where due_at is null;
