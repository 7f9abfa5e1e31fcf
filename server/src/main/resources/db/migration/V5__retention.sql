-- Batches whose rows are gone: objects that were stored late are found by these tokens.
create table gone (
  token text primary key,
  at    timestamptz not null default now()
);

create index batch_finished on batch (finished_at) where deleted_at is null and finished_at is not null;
create index batch_deleted on batch (deleted_at) where deleted_at is not null;
