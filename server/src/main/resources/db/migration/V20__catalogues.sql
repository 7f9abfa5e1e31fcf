-- A catalogue that lasts: its runs are batches, and what one of them learnt of an image serves the next.
create table catalogue (
  id               uuid primary key,
  owner            uuid references api_key,              -- the key that made it; null: none was asked for
  name             text not null,
  preset           text,                                 -- the preset that its uploads get; null: what body says
  body             jsonb not null default '{}',          -- recipe, outputs and name_template as they were handed in
  fresh_for        bigint not null default 0,            -- seconds in which an image is not asked for again
  origin_fresh_for bigint not null default 0,            -- the same where its host says so, however much longer that says
  gone_outputs     text not null default 'keep' check (gone_outputs in ('keep', 'remove')),
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  deleted_at       timestamptz                           -- its row stays as long as a batch of it does: outputs are shared under its lock
);

create unique index catalogue_name on catalogue (coalesce(owner, '00000000-0000-0000-0000-000000000000'), name) where deleted_at is null;

alter table batch add column catalogue_id uuid;
-- What is made of each image, as a digest; images of one catalogue share outputs only where it is the same.
alter table batch add column outputs_key bytea;
alter table batch add column forced boolean not null default false;

create index batch_catalogue on batch (catalogue_id, created_at) where catalogue_id is not null;

-- The token and name under which the outputs lie, where an earlier run made them; null: the image's own.
alter table image add column kept_as text;
create index image_kept_as on image (kept_as collate "C") where kept_as is not null;

create table remembered (
  catalogue_id  uuid not null,
  url_hash      bytea not null,                          -- SHA-256 of the URL
  outputs_key   bytea not null,
  input         bytea not null,                          -- SHA-256 of the bytes that came
  kept_as       text not null,
  name          text,                                    -- as the image's
  asked_at      timestamptz not null,
  fresh         int not null,                            -- seconds that its host called it fresh for
  said_at       text,                                    -- the address that etag and last_modified belong to
  etag          text,
  last_modified text,
  format        smallint not null,
  width         int not null,
  height        int not null,
  bytes_in      int not null,
  bytes_out     int not null,
  look          double precision,
  detail        text,
  outputs       jsonb,
  primary key (catalogue_id, url_hash, outputs_key)
) with (fillfactor = 70);

create index remembered_input on remembered (catalogue_id, input);
create index remembered_kept_as on remembered (kept_as collate "C");

-- Tokens of batches whose outputs went but for those that other runs of the catalogue name.
create table shared_token (
  token        text primary key,
  catalogue_id uuid not null
);

create index shared_token_catalogue on shared_token (catalogue_id);
