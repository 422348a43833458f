/**
 * What the page of a map does, as the text of its script: it runs in the reader's browser, which knows nothing of this
 * package. Boxes of one sheet have the same ways in and out, so ways are followed from sheet to sheet.
 */
export const pageScript = `const picture = document.querySelector("main > svg");
const view = document.querySelector("main");
const { width, height } = picture.viewBox.baseVal;
const byId = (id) => document.getElementById(id);
let scale = 1;
function zoom(to) {
  scale = Math.min(4, Math.max(0.1, to));
  picture.setAttribute("width", width * scale);
  picture.setAttribute("height", height * scale);
  byId("size").textContent = Math.round(scale * 100) + "%";
}
const whole = () => Math.min(view.clientWidth / width, view.clientHeight / height);
const steps = { in: () => scale * 1.25, out: () => scale / 1.25, size: () => 1, whole };
for (const [id, step] of Object.entries(steps)) byId(id).onclick = () => zoom(step());

const boxes = [...picture.querySelectorAll(".box")].map((element) => ({
  element,
  id: element.dataset.id,
  sheet: element.closest(".sheet").dataset.sheet,
  isDead: element.classList.contains("dead"),
  text: element.querySelector("title").textContent.toLowerCase() + " " + element.dataset.id.toLowerCase(),
}));
const edges = [...picture.querySelectorAll("[data-from]")];
const from = new Map(), to = new Map();
for (const { dataset } of edges) {
  from.set(dataset.from, [...(from.get(dataset.from) ?? []), dataset.to]);
  to.set(dataset.to, [...(to.get(dataset.to) ?? []), dataset.from]);
}
function reached(start, ways) {
  const seen = new Set([start]);
  for (const sheet of seen) for (const next of ways.get(sheet) ?? []) seen.add(next);
  return seen;
}
let clicked;
function show(scroll) {
  const words = byId("search").value.toLowerCase().split(/\\s+/).filter(Boolean);
  const team = boxes.find(({ id }) => id === byId("team").value);
  const only = byId("dead").checked;
  const ways = [team, clicked].filter(Boolean).map(({ sheet }) => ({ before: reached(sheet, to), after: reached(sheet, from) }));
  const isOnWays = (sheet) => ways.every(({ before, after }) => before.has(sheet) || after.has(sheet));
  const isAlone = (box) => [team, clicked].every((one) => !one || one.sheet !== box.sheet || one === box);
  const isFound = (box) => isOnWays(box.sheet) && isAlone(box) && (!only || box.isDead) && words.every((word) => box.text.includes(word));
  const found = boxes.filter(isFound);
  const isAll = found.length === boxes.length;
  const sheets = new Set(found.map(({ sheet }) => sheet));
  for (const box of boxes) {
    const is = isAll || sheets.has(box.sheet) && isFound(box);
    box.element.classList.toggle("off", !is);
    box.element.classList.toggle("lit", is && !isAll);
  }
  for (const sheet of picture.querySelectorAll(".sheet")) {
    for (const frame of sheet.querySelectorAll(":scope > rect, :scope > text")) frame.classList.toggle("off", !isAll && !sheets.has(sheet.dataset.sheet));
  }
  // A way is lit that goes from before what was chosen to it, or from it to what comes after.
  const isLit = ({ dataset }) => ways.length > 0
    ? ways.every(({ before, after }) => before.has(dataset.from) && before.has(dataset.to) || after.has(dataset.from) && after.has(dataset.to))
    : sheets.has(dataset.from) && (sheets.has(dataset.to) || words.length > 0 || only);
  for (const edge of edges) {
    edge.classList.toggle("off", !isAll && !isLit(edge));
    edge.classList.toggle("lit", !isAll && isLit(edge));
  }
  byId("found").textContent = isAll ? boxes.length + " boxes" : found.length + " of " + boxes.length + " boxes";
  if (scroll && !isAll && found.length > 0) found[0].element.scrollIntoView({ block: "center", inline: "nearest" });
}
function clear() {
  byId("search").value = byId("team").value = "";
  byId("dead").checked = false;
  clicked = undefined;
  show(false);
}
byId("search").oninput = byId("team").onchange = byId("dead").onchange = () => show(true);
byId("all").onclick = clear;
function choose(target) {
  const element = target.closest(".box");
  const box = boxes.find((each) => each.element === element);
  clicked = box === clicked ? undefined : box;
  show(false);
}
picture.addEventListener("click", ({ target }) => choose(target));
for (const { element } of boxes) element.setAttribute("tabindex", "0");
const keys = { "+": "in", "-": "out", "0": "size" };
addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey } = event;
  if (key === "Escape") clear();
  if (target.matches("input, select") || ctrlKey || metaKey) return;
  if (key in keys) zoom(steps[keys[key]]());
  if (key === "/") { event.preventDefault(); byId("search").focus(); }
  if (key === "Enter" && target.closest(".box")) choose(target);
});
zoom(Math.min(1, Math.max(0.8, view.clientWidth / width)));
show(false);`;
