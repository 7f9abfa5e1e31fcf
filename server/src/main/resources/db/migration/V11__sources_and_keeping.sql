-- Where a catalogue was fetched from, and what the host called that state of it.
alter table batch add column source_url text;
alter table batch add column source_etag text;

-- The address that the server was asked at: links that nobody asks for, in webhooks, start with it.
alter table batch add column base text;

-- Null: as long as the settings say; infinity: until somebody deletes it.
alter table batch add column keep_until timestamptz;

create index batch_keep_until on batch (keep_until) where deleted_at is null and keep_until is not null;
