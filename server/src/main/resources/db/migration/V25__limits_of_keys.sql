-- What one key may have. Null: as the settings say for all; 0: as much as it likes.
alter table api_key
  add column concurrent_batches int,
  add column images_per_day     bigint,
  add column uploads_per_minute int;
