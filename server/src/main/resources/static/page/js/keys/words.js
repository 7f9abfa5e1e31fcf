import { list, t } from "../text.js";

export const isAdmin = ({ scopes }) => scopes.includes("admin");

/** Anybody who reaches this server from its own machine without a key is its admin. */
export const named = ({ key, name }) => (key ? name : t("who.no_key"));

export const SCOPES = [
  ["read", t("scope.read"), t("scope.read_may")],
  ["write", t("scope.write"), t("scope.write_may")],
  ["metrics", t("scope.metrics"), t("scope.metrics_may")],
  ["admin", t("scope.admin"), t("scope.admin_may")],
];

export const scopeWords = (scopes) => SCOPES.filter(([word]) => scopes.includes(word)).map(([, text]) => text);

/** What each key may have, in a sentence. */
export function limitWords({ uploads_per_minute: uploads, images_per_day: images, concurrent_batches: batches }) {
  const all = [uploads && t("limit.uploads", { n: uploads }), images && t("limit.images", { n: images }), batches && t("limit.batches", { n: batches })].filter(
    Boolean,
  );
  return all.length ? t("limit.each", { all: list(all) }) : t("limit.none");
}

// One text says it alone, another beside its limit.
const of = (what, n, limit) => (limit ? t(`used.${what}_of`, { n: limit, used: n }) : t(`used.${what}`, { n }));

/** What a key uses of its limits. */
export const usedWords = (used, limits) =>
  [
    of("batches", used.batches_at_work, limits.concurrent_batches),
    used.images_today !== null && of("images", used.images_today, limits.images_per_day),
    used.uploads_this_minute !== null && of("uploads", used.uploads_this_minute, limits.uploads_per_minute),
  ].filter(Boolean);
