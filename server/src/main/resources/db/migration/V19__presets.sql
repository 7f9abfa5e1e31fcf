-- What uploads are to become, under a name. The key that is nobody's (all zeros) stands for all.
create table preset (
  owner      uuid not null,
  name       text not null,
  usual      boolean not null default false,           -- of uploads that name none; one of each owner
  body       jsonb not null,                           -- recipe, outputs and name_template as they were handed in
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (owner, name)
);

create unique index preset_usual on preset (owner) where usual;
