/** A calendar as a picture that holds all that it shows: weeks as rows, people as colours, gaps red, overrides hatched. */
import { enumeration } from "../../common/enumeration.ts";
import { cut } from "../../common/plain-text.ts";
import { day } from "../../on-call/zone-clock.ts";
import { xml } from "../xml.ts";
import type { Bar, Calendar, LayerOfWeek, Part, TeamCalendar, Week } from "./calendar.ts";

const left = 64;
const dayWidth = 90;
const lane = 20;
const headHeight = 44;
const weekGap = 6;
/** How wide a letter of the labels is at most. */
const letter = 6.6;

/** How wide a calendar is. */
export const calendarWidth = left + 7 * dayWidth + 1;

/** A piece of a picture, from 0 down. */
export interface Piece {
  readonly content: string;
  readonly height: number;
}

/** The colours of people: as far from each other as they go, and pale enough for black text. */
export function coloursOf({ people }: Calendar): ReadonlyMap<string, string> {
  // The golden angle: however many there are, neighbours in the list differ most.
  return new Map(
    people.map(({ id }, index) => [
      id,
      `hsl(${Math.round(index * 137.508) % 360} 65% ${78 - (index % 3) * 6}%)`,
    ]),
  );
}

/** The people with their colours, in rows, and what else the picture shows. */
export function legendPiece({ people }: Calendar, colours: ReadonlyMap<string, string>): Piece {
  const entries = [
    ...people.map(({ id, name }) => ({
      name: cut(name, 24),
      fill: colours.get(id) ?? "#ffffff",
      hatched: false,
    })),
    { name: "nobody", fill: gapFill, hatched: false },
    { name: "override", fill: "#ffffff", hatched: true },
  ];
  const columns = 4;
  const width = calendarWidth / columns;
  const content = entries.map(({ name, fill, hatched }, index) => {
    const [x, y] = [(index % columns) * width, Math.floor(index / columns) * 20];
    const box = (inside: string) =>
      `<rect x="${x}" y="${y}" width="14" height="14" fill="${inside}" stroke="#64748b"/>`;
    return `${box(fill)}${hatched ? box(hatch) : ""}<text x="${x + 20}" y="${y + 12}">${xml(name)}</text>`;
  });
  return { content: content.join(""), height: Math.ceil(entries.length / columns) * 20 + 12 };
}

/** A team: its name and zone, the days, and a row for each week. */
export function teamPiece(
  team: TeamCalendar,
  people: ReadonlyMap<string, string>,
  colours: ReadonlyMap<string, string>,
): Piece {
  const names = daysOfWeek.map(
    (name, index) => `<text x="${left + index * dayWidth + 4}" y="38" class="day">${name}</text>`,
  );
  let y = headHeight;
  const rows = team.weeks.map((week) => {
    const height = Math.max(1, week.layers.length) * lane;
    const row = `<g transform="translate(0 ${y})">${weekRow(week, height, people, colours)}</g>`;
    y += height + weekGap;
    return row;
  });
  const title = `<text y="16" class="team">${xml(cut(team.name, 60))}</text><text x="${calendarWidth}" y="16" text-anchor="end" class="zone">${xml(team.timeZone)}</text>`;
  return { content: [title, ...names, ...rows].join("\n"), height: y + 14 };
}

/** The whole as one picture. */
export function calendarSvg(calendar: Calendar, title: string): string {
  const colours = coloursOf(calendar);
  const names = namesOf(calendar);
  const pieces = [
    legendPiece(calendar, colours),
    ...calendar.teams.map((team) => teamPiece(team, names, colours)),
  ];
  let y = 36;
  const placed = pieces.map(({ content, height }) => {
    const group = `<g transform="translate(0 ${y})">${content}</g>`;
    y += height;
    return group;
  });
  const heading = `<text y="20" class="title">${xml(title)}</text>`;
  return picture(`${heading}${placed.join("\n")}`, y, title);
}

/** A picture of its own around some content. */
export function picture(content: string, height: number, label: string): string {
  const [width, whole] = [calendarWidth + 2 * margin, height + 2 * margin];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="${-margin} ${-margin} ${width} ${whole}" role="img" aria-label="${xml(label)}">
<style>${style}</style>
<defs><pattern id="override" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" fill="#0f172a" fill-opacity="0.45"/></pattern></defs>
<rect x="${-margin}" y="${-margin}" width="${width}" height="${whole}" fill="#ffffff"/>
${content}
</svg>
`;
}

/** The names of people, by their ids. */
export function namesOf({ people }: Calendar): ReadonlyMap<string, string> {
  return new Map(people.map(({ id, name }) => [id, name]));
}

const margin = 12;
const gapFill = "#dc2626";
const hatch = "url(#override)";
const daysOfWeek = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const style = `text{font:12px Helvetica,Arial,"Liberation Sans",sans-serif;fill:#0f172a}
.title{font-size:20px;font-weight:bold}.team{font-size:15px;font-weight:bold}.zone,.day{fill:#475569}.gap{fill:#ffffff;font-weight:bold}`;

function weekRow(
  { monday, layers, gaps }: Week,
  height: number,
  people: ReadonlyMap<string, string>,
  colours: ReadonlyMap<string, string>,
): string {
  const date = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });
  const days = daysOfWeek.map((_, index) => {
    const x = left + index * dayWidth;
    const isMonthEnd = new Date(monday + index * day).getUTCDate() === 1 && index > 0;
    const first = isMonthEnd ? `<title>${date.format(monday + index * day)}</title>` : "";
    return `<rect x="${x}" width="${dayWidth}" height="${height}" fill="${index > 4 ? "#f1f5f9" : "#ffffff"}" stroke="#cbd5e1">${first}</rect>`;
  });
  const label = `<text x="${left - 8}" y="15" text-anchor="end">${date.format(monday)}</text>`;
  const lanes = layers.map((layer, index) => laneOf(layer, index * lane, people, colours));
  const red = gaps.map(
    (gap) =>
      `<rect class="nobody" x="${place(gap.from)}" width="${width(gap)}" height="${height}" fill="${gapFill}"><title>nobody is on call</title></rect>${fits("nobody", gap) ? `<text class="gap" x="${place(gap.from) + 4}" y="15">nobody</text>` : ""}`,
  );
  return [label, ...days, ...lanes, ...red].join("");
}

function laneOf(
  { layer, bars, overrides }: LayerOfWeek,
  y: number,
  people: ReadonlyMap<string, string>,
  colours: ReadonlyMap<string, string>,
): string {
  const shifts = bars.map((bar) => {
    const names = enumeration(bar.accountUserIds.map((id) => people.get(id) ?? id));
    const title = `<title>${xml(names)}, layer ${layer}</title>`;
    const shown = fits(names, bar) ? names : cut(names, Math.floor((width(bar) - 8) / letter));
    const text = width(bar) < 24 ? "" : `<text x="${place(bar.from) + 4}" y="${y + 14}">${xml(shown)}</text>`;
    return `${stripes(bar, y, title, colours)}${text}`;
  });
  const hatched = overrides.map(
    (part) =>
      `<rect class="override" x="${place(part.from)}" y="${y + 1}" width="${width(part)}" height="${lane - 2}" fill="${hatch}" stroke="#0f172a"><title>override, layer ${layer}</title></rect>`,
  );
  return [...shifts, ...hatched].join("");
}

/** Several people at once share the height of the shift. */
function stripes(bar: Bar, y: number, title: string, colours: ReadonlyMap<string, string>): string {
  const height = (lane - 2) / bar.accountUserIds.length;
  const rows = bar.accountUserIds.map(
    (id, index) =>
      `<rect x="${place(bar.from)}" y="${round(y + 1 + index * height)}" width="${width(bar)}" height="${round(height)}" fill="${colours.get(id) ?? "#e2e8f0"}"/>`,
  );
  return `<g class="shift">${title}${rows.join("")}<rect x="${place(bar.from)}" y="${y + 1}" width="${width(bar)}" height="${lane - 2}" fill="none" stroke="#475569"/></g>`;
}

function fits(text: string, part: Part): boolean {
  return text.length * letter + 8 <= width(part);
}

function place(days: number): number {
  return round(left + days * dayWidth);
}

function width({ from, to }: Part): number {
  return round((to - from) * dayWidth);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
