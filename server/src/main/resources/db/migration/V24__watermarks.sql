-- Pictures to lay over others. Each version has a name of its own, with digits of its SHA-256 in it.
create table watermark_file (
  name       text primary key,
  bytes      bytea not null,
  unnamed_at timestamptz                               -- since when it is no watermark's version
);

-- The key that is nobody's (all zeros) stands for all.
create table watermark (
  owner      uuid not null,
  name       text not null,
  version    text not null references watermark_file,
  updated_at timestamptz not null default now(),
  primary key (owner, name)
);
