-- Who may do what, and who did what. Keys are revoked and never deleted: batches and the audit log name them.

create table api_key (
  id           uuid primary key,
  name         text not null,
  starts       text not null,                         -- the first characters of its text, to tell keys apart
  digest       bytea not null unique,                 -- SHA-256 of its text, which is stored nowhere
  scopes       text[] not null,
  seeded       boolean not null default false,        -- it came from imgmill.auth.admin-key
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,                           -- to the minute
  revoked_at   timestamptz
);

create index api_key_digest on api_key (substring(digest from 1 for 4));

create table session (
  digest     bytea primary key,
  key_id     uuid not null references api_key,
  expires_at timestamptz not null
);

create index session_expires on session (expires_at);

create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  key_id  uuid,                                       -- null where no key was asked for
  name    text not null,
  address text not null,
  method  text not null,
  path    text not null,
  status  int not null,
  made    text
);

create index audit_at on audit (at);

-- What a key used of an allowance in the minute or day that began at starts_at.
create table key_usage (
  key_id    uuid not null references api_key,
  what      text not null,
  starts_at timestamptz not null,
  used      bigint not null,
  primary key (key_id, what)
);

-- Null: from a time without keys; only admins see it.
alter table batch add column owner uuid references api_key;

create index batch_owner on batch (owner, created_at desc, id desc) where deleted_at is null;

-- Changes hands once in a batch's life: every ending but the last stays a heap-only update.
create index batch_unended on batch (owner) where finished_at is null and deleted_at is null;

-- Signs links to outputs; one for all nodes.
create table link_secret (
  id     boolean primary key default true check (id),
  secret bytea not null
);
