-- What came in, where it is kept beside the outputs: under a token of its own, which stands in no link.
alter table batch add column originals text unique;
