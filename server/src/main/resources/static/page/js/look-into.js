import { mappingFields, remembered } from "./mapping.js";
import { upload } from "./upload.js";

/**
 * What a dry run finds in a file. If no mapping is given, that of the last file with the same
 * header counts, so that nobody says it twice.
 */
export async function look(file, how, said = null) {
  const answer = await dryRun(file, how, said);
  const known = said ? null : remembered(answer.columns);
  return known ? { answer: await dryRun(file, how, known), said: known } : { answer, said };
}

const dryRun = (file, how, said) => upload("/v1/batches", { ...mappingFields(said), file, dry_run: "true" }, how);

/** A file that is no catalogue yet, because nobody knows what is what in it. */
export const notYet = ({ detail, columns }) => ({
  refused: detail,
  columns,
  rows: 0,
  images: 0,
  distinct: 0,
  invalid_urls: 0,
  hosts: [],
  warnings: [],
  errors: [],
  problems_total: 0,
  bad_rows: [],
});
