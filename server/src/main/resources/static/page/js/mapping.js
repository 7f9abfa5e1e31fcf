// Which column is what, as a person said it, kept for the next file with the same header.
const MOST = 30;
const KEY = "imgmill.columns";

/** What was said, as fields of a form; none where nothing was said. */
export function mappingFields(said) {
  if (!said) return {};
  const { columns, sheet, header_row: row } = said;
  return { columns: columns ? JSON.stringify(columns) : "", sheet: sheet ?? "", header_row: row ?? "" };
}

const header = ({ found, header_row: row }) => (row > 0 ? JSON.stringify(found) : null);

export function remember(columns, said) {
  const key = header(columns);
  if (!key || !said?.columns) return;
  const all = read().filter(([known]) => known !== key);
  all.push([key, said.columns]);
  try {
    localStorage.setItem(KEY, JSON.stringify(all.slice(-MOST)));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** What was said of the last file with this header, or null. */
export function remembered(columns) {
  const key = columns && header(columns);
  const known = key && read().find(([each]) => each === key);
  return known ? { columns: known[1] } : null;
}

function read() {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(all) ? all : [];
  } catch {
    return [];
  }
}
