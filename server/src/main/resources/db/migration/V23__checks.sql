-- What a picture looks like from far away, with a checksum of the bytes that came, as Traits has them; null: nobody looked.
alter table image add column glance bytea;
alter table remembered add column glance bytea;

-- Found once a batch has ended: the image that this one is a double of, as lane << 32 | image_no, and whether only nearly;
-- and on how many products the picture stands, where those are many.
alter table image add column double_of bigint;
alter table image add column double_near boolean;
alter table image add column on_products int;

-- What the checks of a batch found, counted, {"images", "compared", "found", ...}; null: not counted yet.
alter table batch add column checks jsonb;
-- Batches from before there were checks are not counted.
alter table batch add column to_check boolean not null default false;
alter table batch alter column to_check set default true;

create index batch_to_check on batch (finished_at) where to_check and finished_at is not null and deleted_at is null;
