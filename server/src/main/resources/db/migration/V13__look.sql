-- How a stored image looks beside its original (SSIMULACRA2), where its quality was found by that.
alter table image add column look double precision;
