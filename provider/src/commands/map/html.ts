/** The picture as a page: it can be made smaller and larger, and holds all that it shows. */
import { xml } from "./xml.ts";

const style = `html,body{margin:0;height:100%}
body{background:#ffffff;font:14px Helvetica,Arial,sans-serif}
main{height:100%;overflow:auto}
main>svg{display:block;margin-bottom:72px}
nav{position:fixed;right:16px;bottom:16px;display:flex;gap:4px;padding:4px;border-radius:8px;background:#0f172a}
button{min-width:36px;padding:8px 10px;border:0;border-radius:6px;background:#1e293b;color:#ffffff;font:inherit;cursor:pointer}
button:hover,button:focus-visible{background:#475569}
@media print{nav{display:none}}`;

/** Sets the size of the picture, as the buttons and the keys + - 0 ask for it. */
const script = `const picture = document.querySelector("main > svg");
const { width, height } = picture.viewBox.baseVal;
let scale = 1;
function zoom(to) {
  scale = Math.min(4, Math.max(0.1, to));
  picture.setAttribute("width", width * scale);
  picture.setAttribute("height", height * scale);
  document.getElementById("size").textContent = Math.round(scale * 100) + "%";
}
const whole = () => Math.min(innerWidth / width, innerHeight / height);
const steps = { in: () => scale * 1.25, out: () => scale / 1.25, size: () => 1, whole };
for (const [id, step] of Object.entries(steps)) document.getElementById(id).onclick = () => zoom(step());
const keys = { "+": "in", "-": "out", "0": "size" };
addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
  if (!ctrlKey && !metaKey && key in keys) zoom(steps[keys[key]]());
});
zoom(Math.min(1, Math.max(0.5, innerWidth / width)));`;

/** The page around a picture. */
export function htmlPage(svg: string, title: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${xml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${svg.trim()}
</main>
<nav aria-label="Size of the picture">
<button id="out" title="smaller">−</button>
<button id="size" title="true size">100%</button>
<button id="in" title="larger">+</button>
<button id="whole" title="the whole picture">whole</button>
</nav>
<script>${script}</script>
</body>
</html>
`;
}
