import { count, plural } from "../format.js";

export const isAdmin = ({ scopes }) => scopes.includes("admin");

/** Without a key whoever reaches this server from its own machine is its admin. */
export const named = ({ key, name }) => (key ? name : "No key yet");

export const SCOPES = [
  ["read", "Read", "see its own batches and fetch their files"],
  ["write", "Write", "hand catalogues in, stop and delete its own batches"],
  ["metrics", "Metrics", "read what this server measures"],
  ["admin", "Admin", "everything, of every key"],
];

export const scopeWords = (scopes) => SCOPES.filter(([word]) => scopes.includes(word)).map(([, text]) => text);

/** What each key may have, in a sentence. */
export function limitWords({ uploads_per_minute: uploads, images_per_day: images, concurrent_batches: batches }) {
  const all = [
    uploads && `${plural(uploads, "upload")} a minute`,
    images && `${plural(images, "image")} a day`,
    batches && `${plural(batches, "batch", "batches")} at work at a time`,
  ].filter(Boolean);
  return all.length ? `Each key may have ${all.join(", ")}.` : "No key is limited.";
}

const of = (used, limit) => (limit ? `${count(used)} of ${count(limit)}` : count(used));

/** What a key has of that. */
export const usedWords = (used, limits) =>
  [
    `${of(used.batches_at_work, limits.concurrent_batches)} ${used.batches_at_work === 1 && !limits.concurrent_batches ? "batch" : "batches"} at work`,
    used.images_today !== null && `${of(used.images_today, limits.images_per_day)} images today`,
    used.uploads_this_minute !== null && `${of(used.uploads_this_minute, limits.uploads_per_minute)} uploads this minute`,
  ].filter(Boolean);
