-- How many lanes each node of a fleet runs, as it says itself once a second; for sharing them out, and nothing else. Who
-- is dead is known from the heartbeats in scheduled_tasks.
create table node (
  name    text primary key,
  lanes   int not null,
  said_at timestamptz not null default now()
);
