-- Sentences for people, beside bodies for programs.
alter table webhook drop constraint webhook_body_check;
alter table webhook add constraint webhook_body_check check (body in ('standard', 'flat', 'slack', 'teams', 'mail'));

-- The secret before the last one, which signs too until then.
alter table webhook add column old_secret bytea;
alter table webhook add column old_secret_until timestamptz;
