-- How outputs are called; null: by row and position, as all were before.
alter table batch add column name_template text;

-- Without its ending, made when the catalogue is taken in; null as above.
alter table image add column name text;

-- All outputs of every image, [{"name", "recipe"}]; null: one, without a name, by the batch's recipe.
alter table batch add column outputs jsonb;

-- What became of each of several outputs, [[format, width, height, bytes], null, ...]; null where there is one, or none yet.
alter table image add column outputs jsonb;
