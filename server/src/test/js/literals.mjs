// Finds words in a script of the page that a person would read: they belong into page/text.

/** Names of things, the same in every language. */
const NAMES =
  /^(imgmill|Amazon|Google Merchant|JPEG|PNG|WebP|AVIF|GIF|TIFF|HEIF|CSV|XLSX|ZIP|JSON Lines|px|GET \/v1\/catalogues|GET \/v1\/batches\?catalogue=|changes\.csv|English|Deutsch|Français|Español|Português|API|&nbsp;|https:\/\/.*)$/;
/** Words of protocols and of the browser. */
const CODE =
  /^(Accept|AbortError|Arrow\w+|Bytes-\w+|Content-Type|Escape|Files|Format|Hant|Height|Idempotency-Key|Last-Event-ID|Look|Quality|Retry-After|Stopped|Width)$/;
const WORDS = /\p{L}{2,}/u;
const SAID = /\b(?:aria-label|aria-valuetext|alt|placeholder|title)="([^"$]+)"/g;

export function literals(source) {
  const found = [];
  for (const { tag, parts } of templates(source)) {
    if (tag !== "html") continue;
    const markup = parts.join("\0");
    for (const [, text] of markup.matchAll(SAID)) found.push(text);
    for (const text of markup.replace(/<[^>]*>/g, "\0").split("\0")) found.push(text);
  }
  const code = source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  for (const [, text] of code.matchAll(/(?<![=\w])"([^"\n]*)"/g)) if (/^\p{Lu}\p{Ll}+( |$|[.,:?!])|\p{L} \p{L}+[.?!]$/u.test(text)) found.push(text);
  for (const { tag, parts } of templates(source)) if (!tag) for (const text of parts) if (/^\p{Lu}\p{Ll}+ /u.test(text)) found.push(text);
  return found.map((text) => text.replace(/[\s\0]+/g, " ").trim()).filter((text) => WORDS.test(text) && !NAMES.test(text) && !CODE.test(text));
}

/** The template literals of a script, those inside others too: the tag before each, and its parts between the expressions. */
function templates(source) {
  const all = [];
  const open = [];
  for (let i = 0; i < source.length; i++) {
    const inside = open.at(-1);
    if (inside && inside.depth === 0) {
      if (source[i] === "\\") inside.text += source[i++] + source[i];
      else if (source[i] === "`") {
        inside.parts.push(inside.text);
        all.push(open.pop());
      } else if (source.startsWith("${", i)) {
        inside.parts.push(inside.text);
        Object.assign(inside, { text: "", depth: 1 });
        i++;
      } else inside.text += source[i];
    } else if (source[i] === "`") open.push({ tag: /(\w*)$/.exec(source.slice(Math.max(0, i - 20), i))[1], parts: [], text: "", depth: 0 });
    else if (source[i] === '"') i = source.indexOf('"', i + 1);
    else if (source.startsWith("//", i)) i = source.indexOf("\n", i);
    else if (source.startsWith("/*", i)) i = source.indexOf("*/", i) + 1;
    else if (inside && source[i] === "{") inside.depth++;
    else if (inside && source[i] === "}") inside.depth--;
  }
  return all;
}
