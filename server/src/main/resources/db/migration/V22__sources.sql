-- Where a catalogue lies, and when it is fetched from there.
alter table catalogue add column source_url text;
alter table catalogue add column schedule text;            -- a time such as 24h, or a cron expression of five fields; null: nobody fetches it unasked
alter table catalogue add column time_zone text not null default 'UTC';
alter table catalogue add column paused boolean not null default false;
alter table catalogue add column base text;                -- as a batch's
alter table catalogue add column next_run_at timestamptz;  -- null: never
alter table catalogue add column run_now boolean not null default false;
alter table catalogue add column source_asked_at timestamptz;
alter table catalogue add column source_error text;        -- why it could not be had the last time; null: it could
alter table catalogue add column source_said_at text;      -- what its host called the state that the last run was made of, as in remembered
alter table catalogue add column source_etag text;
alter table catalogue add column source_modified text;

create index catalogue_due on catalogue (next_run_at) where next_run_at is not null and deleted_at is null;
