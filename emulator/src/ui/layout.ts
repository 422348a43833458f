// What every page has around it. Text that stands in a page is escaped by `html`, but for `!${…}`, which is HTML already.
import { html } from "ghtml";
import { UI_PATH } from "./access.ts";

/** The pages that the navigation names. */
const PAGES = [
  ["", "Alerts"],
  ["/received", "Received"],
  ["/deliveries", "Deliveries"],
  ["/send", "Send"],
] as const;

/** A cell of a table: text, or text that links to a path below the page's. */
export type Cell = string | { readonly text: string; readonly path: string };

export const STYLE = `:root{color-scheme:light dark}
body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1200px;padding:0 16px 40px}
nav{display:flex;flex-wrap:wrap;gap:16px;padding:12px 0;border-bottom:1px solid #94a3b8}
nav a[aria-current]{font-weight:bold;text-decoration:none;color:inherit}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid #94a3b855;overflow-wrap:anywhere}
pre{background:#94a3b822;padding:10px;overflow:auto;max-height:480px;white-space:pre-wrap;overflow-wrap:anywhere}
label{display:block;margin:12px 0}
textarea{display:block;width:100%;box-sizing:border-box;font:13px ui-monospace,monospace}
select,button{font:inherit;padding:4px 8px}
[role=alert]{border-left:4px solid #dc2626;padding:6px 12px}
`;

/** A whole page. */
export function page(title: string, content: string, current?: string): string {
  const links = PAGES.map(
    ([path, name]) =>
      html`<a href="${UI_PATH}${path}"!${name === current ? ' aria-current="page"' : ""}>${name}</a>`,
  );
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - PagerTree emulator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${UI_PATH}/style.css">
</head>
<body>
<nav>!${links}</nav>
<main>
<h1>${title}</h1>
!${content}
</main>
</body>
</html>
`;
}

/** A page of a list, the newest first; of a long one the newest rows. */
export function listPage<Row>(
  name: string,
  columns: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly Cell[],
  none: string,
): string {
  const shown = rows.slice(-MOST_ROWS).reverse();
  const rest = rows.length > shown.length ? html`<p>The newest ${shown.length} of ${rows.length}.</p>` : "";
  const content = shown.length === 0 ? html`<p>${none}</p>` : table(columns, shown.map(cells)) + rest;
  return page(name, content, name);
}

const MOST_ROWS = 200;

export function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = rows.map((row) => html`<tr>!${row.map((cell) => html`<td>!${inline(cell)}</td>`)}</tr>`);
  return html`<table><thead><tr>!${head}</tr></thead><tbody>!${body}</tbody></table>`;
}

/** Facts of one thing, each with its name; those without a value are left out. */
export function facts(entries: readonly (readonly [name: string, value: Cell | null])[]): string {
  const rows = entries.flatMap(([name, value]) =>
    value === null || value === ""
      ? []
      : [html`<tr><th scope="row">${name}</th><td>!${inline(value)}</td></tr>`],
  );
  return html`<table><tbody>!${rows}</tbody></table>`;
}

export function section(title: string, content: string): string {
  return html`<h2>${title}</h2>!${content}`;
}

function inline(cell: Cell): string {
  return typeof cell === "string" ? html`${cell}` : html`<a href="${UI_PATH}${cell.path}">${cell.text}</a>`;
}
