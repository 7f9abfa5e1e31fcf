// The words for what a batch is doing and why an image failed; colour never says it alone.
const STATUS = {
  pending: { text: "Waiting for its turn", icon: "pending", tone: "" },
  processing: { text: "Processing", icon: "running", tone: "good", turns: true },
  paused: { text: "Paused", icon: "paused", tone: "" },
  completed: { text: "Finished", icon: "done", tone: "good" },
  completed_with_errors: { text: "Finished with errors", icon: "errors", tone: "warn" },
  failed: { text: "Failed", icon: "failed", tone: "bad" },
  cancelled: { text: "Cancelled", icon: "cancelled", tone: "" },
};

export const statusOf = (batch) => STATUS[batch.status] ?? { text: batch.status, icon: "info", tone: "" };

export const hasEnded = (batch) => ["completed", "completed_with_errors", "failed", "cancelled"].includes(batch.status);

/** Places of images that had no turn before a batch was cancelled. */
export const unfetched = ({ status, counts }) => (status === "cancelled" ? counts.total - counts.processed : 0);

const FAILURES = {
  invalid_url: ["Not a usable address", "Bad URL"],
  blocked_address: ["Not a public address", "Blocked"],
  dns: ["Host not found", "No such host"],
  connect: ["Could not connect", "No connection"],
  tls: ["No secure connection", "TLS"],
  timeout: ["Too slow", "Too slow"],
  http_status: ["Answered with an error", "HTTP error"],
  too_many_redirects: ["Sent in circles", "Redirects"],
  too_large: ["Too large", "Too large"],
  truncated: ["Cut off", "Cut off"],
  not_an_image: ["Not an image", "Not an image"],
  unsupported_format: ["A format imgmill does not read", "Format"],
  corrupt: ["Damaged", "Damaged"],
  too_many_pixels: ["Too many pixels", "Too many pixels"],
  transcode_timeout: ["Took too long to compress", "Too slow"],
  transcoder_crash: ["Broke the compressor", "Not compressed"],
  max_bytes: ["Does not fit into the bytes allowed", "Too many bytes"],
  storage: ["Could not be stored", "Not stored"],
  cancelled: ["Cancelled", "Cancelled"],
};

export const failureTitle = (code) => FAILURES[code]?.[0] ?? code;

/** The reason in a word, for a tile; an HTTP status says more than the word for it. */
export function failureWord({ code, message, http_status }) {
  if (code === "http_status") return String(http_status ?? /\b[1-5]\d\d\b/.exec(message ?? "")?.[0] ?? FAILURES.http_status[1]);
  return FAILURES[code]?.[1] ?? "Failed";
}

const FORMATS = { jpeg: "JPEG", png: "PNG", webp: "WebP", avif: "AVIF", gif: "GIF", tiff: "TIFF", heif: "HEIF" };
export const formatName = (format) => FORMATS[format] ?? (format ?? "").toUpperCase();

/** A recipe in a line: what is changed first, what is left alone after it. */
export function recipeWords(recipe) {
  const { max_width: w, max_height: h, scale } = recipe;
  const resized =
    w && h
      ? `within ${w} × ${h} px`
      : w
        ? `at most ${w} px wide`
        : h
          ? `at most ${h} px high`
          : scale && scale < 1
            ? `${Math.round(scale * 100)}% of the size`
            : "";
  const keeps = !recipe.format || recipe.format === "keep";
  const format = keeps ? (resized ? "format kept" : "format and size kept") : `as ${formatName(recipe.format)}`;
  return [format, resized, recipe.metadata === "keep" ? "metadata kept" : ""].filter(Boolean).join(", ");
}
