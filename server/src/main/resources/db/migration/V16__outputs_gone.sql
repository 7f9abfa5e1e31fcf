-- When the outputs went before their batch did: from then on nobody is served one, and once the second time is set all are removed.
alter table batch add column outputs_gone_at timestamptz;
alter table batch add column outputs_removed_at timestamptz;

create index batch_outputs_going on batch (outputs_gone_at)
  where outputs_gone_at is not null and outputs_removed_at is null and deleted_at is null;
