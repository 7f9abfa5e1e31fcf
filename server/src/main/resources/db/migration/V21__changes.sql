-- How a run of a catalogue differs from the run before it, {"since", "added", "changed", ...}; null: not counted yet.
alter table batch add column changes jsonb;

create index batch_uncounted on batch (finished_at)
  where catalogue_id is not null and changes is null and finished_at is not null and deleted_at is null;
