-- What was asked and how far it got. Rows that move often leave room on their page (fillfactor), and no index mentions
-- a status, so that every ending is a heap-only update.

create table batch (
  id              uuid primary key,
  name            text not null,
  face            text not null,                      -- the API face it came through: v1, or a name from the older contracts
  status          text not null default 'pending'
                  check (status in ('pending', 'processing', 'paused', 'completed', 'completed_with_errors', 'failed', 'cancelled')),
  priority        smallint not null default 0,
  token           text not null unique,               -- 128 random bits: the unguessable part of every output's key
  recipe          jsonb not null,
  header          jsonb not null,                     -- how the catalogue's columns stood, to render them again
  warnings        jsonb not null default '[]',
  rows            int not null default 0,
  lanes           int not null default 0,
  next_lane       int not null default 0,             -- the first lane that has not had a turn yet
  total           int not null default 0,             -- URLs as they stand in the catalogue
  distinct_images int not null default 0,
  pending         int not null default 0,             -- images that have not ended
  processed       int not null default 0,             -- URLs whose image ended
  stored          int not null default 0,
  failed          int not null default 0,
  bytes_in        bigint not null default 0,
  bytes_out       bigint not null default 0,
  rate            double precision not null default 0, -- URLs per second, decaying over ten seconds
  rate_at         timestamptz not null default now(),
  max_failures    int,
  max_failure_percent double precision,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  started_at      timestamptz,
  finished_at     timestamptz,
  deleted_at      timestamptz
) with (fillfactor = 50);

create index batch_created on batch (created_at desc, id desc) where deleted_at is null;

create table product (
  batch_id uuid not null,
  row_no   int not null,
  line     bigint not null,
  cells    text[] not null,
  images   bigint[] not null,                         -- lane << 32 | image_no, in the order of the URL cell; -1: an empty place
  problems jsonb,                                     -- why the row was left out, if it was
  primary key (batch_id, row_no)
);

-- The images of one batch from one host, split in up to lanes-per-host parts.
create table lane (
  batch_id uuid not null,
  lane     int not null,
  host     text not null,
  part     int not null,
  primary key (batch_id, lane)
);

create table image (
  batch_id     uuid not null,
  lane         int not null,
  image_no     int not null,
  row_no       int not null,                          -- the first place where the URL stands
  position     int not null,
  uses         int not null,
  status       smallint not null default 0,           -- 0 pending, 1 stored, 2 failed
  code         smallint,
  http_status  smallint,
  attempts     smallint not null default 0,
  format       smallint,
  width        int,
  height       int,
  bytes_in     int,
  bytes_out    int,
  ms           int,
  retry_at     timestamptz,
  throttled_at timestamptz,
  ended_at     timestamptz,
  detail       text,
  url          text not null,
  primary key (batch_id, lane, image_no)
) with (fillfactor = 50);

create index image_retry on image (batch_id, lane, retry_at) where retry_at is not null;

-- Read models, moved by the same transaction that writes an ending.
create table failure (
  batch_id uuid not null,
  code     smallint not null,
  host     text not null,
  count    int not null,
  primary key (batch_id, code, host)
);

create table failed_image (
  batch_id uuid not null,
  lane     int not null,
  image_no int not null,
  primary key (batch_id, lane, image_no)
);

-- What a host told any node: every node keeps to it.
create table host (
  authority  text primary key,
  resume_at  timestamptz,
  failures   int not null default 0,
  updated_at timestamptz not null default now()
);

-- db-scheduler's own tables. Lanes have one; deliveries and upkeep another, so that they never queue behind lanes.
create table scheduled_tasks (
  task_name            text collate "C" not null,
  task_instance        text collate "C" not null,
  task_data            bytea,
  execution_time       timestamptz,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

create table upkeep_tasks (like scheduled_tasks including all);
