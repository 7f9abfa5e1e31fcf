-- The id and the name that a row has from the row above, where it continues that row's product; its cells stay as they came.
alter table product add column carried_id text;
alter table product add column carried_name text;
