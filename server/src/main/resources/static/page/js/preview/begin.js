import { runAgain } from "../api.js";
import { mappingFields } from "../mapping.js";
import { upload } from "../upload.js";

/**
 * Starts a batch of what was looked at: a file, pictures, or the rows of an earlier batch. The
 * key is tied to what is asked, so that a second try sends the same one and a changed recipe another.
 */
export function begin({ file, answer, said }, { recipe, preset, catalogue, webhook }, key, progress) {
  const headers = { "Idempotency-Key": `${key}-${digest(JSON.stringify([recipe, preset, catalogue, webhook, said]))}` };
  if (file.again) return runAgain(file.again, { recipe, preset, ...(webhook && { webhook_url: webhook }) }, headers);
  const skip = answer.bad_rows.length ? { on_error: "skip" } : {};
  const made = catalogue?.made ? {} : { ...recipe, preset };
  const fields = { ...made, ...skip, ...mappingFields(said), catalogue: catalogue?.id, webhook_url: webhook, ...sent(file) };
  return upload("/v1/batches", fields, { progress, headers });
}

/** A catalogue is a file; pictures are many. */
const sent = (file) => (file.pictures ? { images: file.pictures, name: file.name } : { file });

function digest(text) {
  let hash = 5381;
  for (const letter of text) hash = (hash * 33 + letter.codePointAt(0)) >>> 0;
  return hash.toString(16);
}
