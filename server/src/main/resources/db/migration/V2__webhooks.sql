-- Who wants to know, what is owed to them, and how every try to tell them went.

create table webhook (
  id         uuid primary key,
  batch_id   uuid not null references batch on delete cascade,
  url        text not null,
  secret     bytea,                                   -- null: signed with imgmill.webhook.secret where there is one
  events     text[] not null,
  body       text not null check (body in ('standard', 'flat')),
  face       text not null,                           -- the API face that made it: its links and words
  state      text not null default 'active' check (state in ('active', 'gone', 'removed')),
  global     boolean not null default false,          -- it came from imgmill.webhook.url
  created_at timestamptz not null default now()
);

create index webhook_batch on webhook (batch_id);

create table delivery (
  id         uuid primary key,                        -- the webhook-id of every try
  webhook_id uuid not null references webhook on delete cascade,
  batch_id   uuid not null,
  event      text not null,
  payload    text not null,                           -- rendered once, the same bytes at every try
  state      text not null default 'waiting' check (state in ('waiting', 'delivered', 'given_up', 'dropped')),
  attempts   int not null default 0,
  next_at    timestamptz default now(),
  copy_of    uuid,
  created_at timestamptz not null default now()
);

create index delivery_batch on delivery (batch_id, created_at desc, id desc);
create index delivery_webhook on delivery (webhook_id);

create table delivery_attempt (
  delivery_id uuid not null references delivery on delete cascade,
  number      int not null,
  at          timestamptz not null,
  status      int,
  error       text,
  ms          int not null,
  excerpt     text,                                   -- at most 1 KB of the answer; shown to nobody
  primary key (delivery_id, number)
);

-- A client's word that two uploads are one. The row is written by the transaction that takes the batch in, so that a
-- refusal leaves nothing.
create table idempotency_key (
  owner      text not null,                           -- the API key it came with
  key        text not null,
  digest     bytea not null,
  batch_id   uuid not null references batch on delete cascade,
  created_at timestamptz not null default now(),
  primary key (owner, key)
);

create index idempotency_key_created on idempotency_key (created_at);
create index idempotency_key_batch on idempotency_key (batch_id);
