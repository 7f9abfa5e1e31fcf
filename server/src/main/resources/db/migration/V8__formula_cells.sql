-- Cells that a spreadsheet would run as a formula, counted while the catalogue was read.
alter table batch add column formula_cells int not null default 0;
