-- Whether its images came in with the batch and lie under its originals, so that nothing is fetched.
alter table batch add column pictures boolean not null default false;
