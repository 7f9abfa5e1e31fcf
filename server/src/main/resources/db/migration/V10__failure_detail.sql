-- What was wrong with one of them, as an example.
alter table failure add column detail text;
