/** The picture as a page: searched, filtered, followed by a click, smaller and larger. It holds all that it shows. */
import { cut, plainText } from "../../common/plain-text.ts";
import { xml } from "../xml.ts";
import type { AccountGraph } from "./graph.ts";
import { pageScript } from "./page-script.ts";

const style = `html,body{margin:0;height:100%}
body{background:#ffffff;font:14px Helvetica,Arial,sans-serif;display:flex;flex-direction:column}
header{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;padding:8px 16px;background:#0f172a;color:#f8fafc}
header label{display:flex;gap:6px;align-items:center}
input[type=search],select{font:inherit;padding:5px 8px;border:1px solid #64748b;border-radius:6px;background:#ffffff;color:#0f172a;max-width:260px}
input[type=search]{width:230px}
#found{color:#e2e8f0;margin-right:auto}
main{flex:1;overflow:auto}
main>svg{display:block}
.box{cursor:pointer}
.box:focus-visible{outline:3px solid #0f172a}
.off{opacity:.1}
.off .off{opacity:1}
.lit>rect{stroke-width:3}
.edge.lit path{stroke-width:3}
button{min-width:34px;padding:6px 9px;border:0;border-radius:6px;background:#334155;color:#ffffff;font:inherit;cursor:pointer}
button:hover,button:focus-visible{background:#475569}
@media print{header{display:none}}`;

/** The page around a picture of the graph. */
export function htmlPage(svg: string, title: string, { nodes }: AccountGraph): string {
  const teams = nodes.filter(({ kind }) => kind === "team");
  const options = teams
    .map(({ id, name }) => ({ id, name: cut(plainText(cut(name, 400)), 60) || id }))
    .sort((one, other) => one.name.localeCompare(other.name, "en", { numeric: true }))
    .map(({ id, name }) => `<option value="${xml(id)}">${xml(name)}</option>`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${xml(plainText(title))}</title>
<style>${style}</style>
</head>
<body>
<header>
<input id="search" type="search" placeholder="Name, type or id" aria-label="Search by name, type or id">
<label>Team <select id="team"><option value="">all</option>${options.join("")}</select></label>
<label><input id="dead" type="checkbox"> dead ends only</label>
<button id="all" title="show everything (Escape)">all</button>
<span id="found" role="status"></span>
<nav aria-label="Size of the picture">
<button id="out" title="smaller (-)">−</button>
<button id="size" title="true size (0)">100%</button>
<button id="in" title="larger (+)">+</button>
<button id="whole" title="the whole picture">whole</button>
</nav>
</header>
<main>
${svg.trim()}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}
