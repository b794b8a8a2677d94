-- A contact's line: its queued effects and, from now on, its awaited deliveries.

-- look_at: when to look at a row next. Behind others of its line it is not looked at again and again; run_at stays the time
-- before which it must not run. repeated: an operator had it executed again although it may have been taken before.
alter table parley.outbox
  add column look_at bigint not null default 0,
  add column repeated boolean not null default false;
update parley.outbox set look_at = run_at;

drop index parley.outbox_due;
create index outbox_due on parley.outbox (workspace_id, delivery, look_at) where dead_at is null;
drop index parley.outbox_line;
create index outbox_line on parley.outbox (workspace_id, contact_id, position)
  where (mode = 'queue' or delivery) and dead_at is null;
