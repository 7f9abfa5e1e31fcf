// The file that was read but not started yet. A browser hands a file to one page only, so a reload forgets it.
let draft = null;
let secrets = null;

/** @param said which column is what, if a person said so */
export const keepDraft = (file, answer, seconds, said = null, confirmed = false) => (draft = { file, answer, seconds, said, confirmed });

/** The rows of an earlier batch, to be run again with another recipe. */
export const draftOf = (batch, sample) => {
  const { id, name, rows, counts, recipe } = batch;
  const answer = {
    rows,
    images: counts.total,
    distinct: counts.distinct,
    sample_url: sample,
    hosts: [],
    bad_rows: [],
    errors: [],
    problems_total: 0,
    columns: null,
    warnings: [],
    catalogues: [],
  };
  draft = { file: { name, again: id }, answer, recipe, said: null, confirmed: true };
};

export const currentDraft = () => draft;
export const dropDraft = () => (draft = null);

/** The server shows a webhook's secret once, in the answer that starts a batch; the batch page takes it from here. */
export const keepSecrets = (batch) => (secrets = { id: batch.id, webhooks: batch.webhooks ?? [] });
export const secretsOf = (id) => (secrets?.id === id ? secrets.webhooks.filter((webhook) => webhook.secret) : []);
