// The words for what a batch is doing and why an image failed; colour never says it alone.
import { percent } from "./format.js";
import { has, list, t } from "./text.js";

const STATUS = {
  pending: { text: t("status.pending"), icon: "pending", tone: "" },
  processing: { text: t("status.processing"), icon: "running", tone: "good", turns: true },
  paused: { text: t("status.paused"), icon: "paused", tone: "" },
  completed: { text: t("status.completed"), icon: "done", tone: "good" },
  completed_with_errors: { text: t("status.completed_with_errors"), icon: "errors", tone: "warn" },
  failed: { text: t("status.failed"), icon: "failed", tone: "bad" },
  cancelled: { text: t("status.cancelled"), icon: "cancelled", tone: "" },
};

export const statusOf = (batch) => STATUS[batch.status] ?? { text: batch.status, icon: "info", tone: "" };

export const hasEnded = (batch) => ["completed", "completed_with_errors", "failed", "cancelled"].includes(batch.status);

/** Places of images that had no turn before a batch was cancelled. */
export const unfetched = ({ status, counts }) => (status === "cancelled" ? counts.total - counts.processed : 0);

export const failureTitle = (code) => (has(`failure.${code}`) ? t(`failure.${code}`) : code);

/** The reason in a word, for a tile; an HTTP status says more than the word for it. */
export function failureWord({ code, message, http_status }) {
  if (code === "http_status") return String(http_status ?? /\b[1-5]\d\d\b/.exec(message ?? "")?.[0] ?? t("failure_word.http_status"));
  const word = [`failure_word.${code}`, `failure.${code}`].find(has);
  return word ? t(word) : t("status.failed");
}

const FORMATS = { jpeg: "JPEG", png: "PNG", webp: "WebP", avif: "AVIF", gif: "GIF", tiff: "TIFF", heif: "HEIF" };
export const formatName = (format) => FORMATS[format] ?? (format ?? "").toUpperCase();

/** Where in a file something was found, with its colon. */
export const lineWords = ({ line, column }) => (column ? t("line.column", { line: `${line}`, column }) : t("line", { line: `${line}` }));

/** A recipe in a line: what is changed first, what is left alone after it. */
export function recipeWords(recipe) {
  const { max_width: w, max_height: h, scale } = recipe;
  const scaled = scale && scale < 1 ? t("recipe.scaled", { share: percent(Math.round(scale * 100)) }) : "";
  const resized = w && h ? t("recipe.within", { size: `${w} × ${h}` }) : w ? t("recipe.wide", { px: `${w}` }) : h ? t("recipe.high", { px: `${h}` }) : scaled;
  const keeps = !recipe.format || recipe.format === "keep";
  const format = keeps ? t(resized ? "recipe.format_kept" : "recipe.all_kept") : t("recipe.as", { format: formatName(recipe.format) });
  return list([format, resized, recipe.metadata === "keep" ? t("recipe.metadata_kept") : ""]);
}
