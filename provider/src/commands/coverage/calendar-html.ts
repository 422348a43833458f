/** A calendar as a page to be read and printed: no team is torn apart where a sheet of paper ends. */
import { xml } from "../xml.ts";
import type { Calendar } from "./calendar.ts";
import { calendarWidth, coloursOf, legendPiece, namesOf, picture, teamPiece } from "./calendar-svg.ts";

const style = `body{margin:16px;background:#ffffff;color:#0f172a;font:14px Helvetica,Arial,sans-serif}
h1{font-size:20px;margin:0 0 12px}
main{display:flex;flex-wrap:wrap;gap:8px 24px}
section{break-inside:avoid}
svg{max-width:100%;height:auto;print-color-adjust:exact;-webkit-print-color-adjust:exact}
@media print{main{display:block}body{margin:0}}`;

/** The page; a wide window shows several teams side by side. */
export function calendarHtml(calendar: Calendar, title: string): string {
  const colours = coloursOf(calendar);
  const names = namesOf(calendar);
  const legend = legendPiece(calendar, colours);
  const teams = calendar.teams.map((team) => {
    const { content, height } = teamPiece(team, names, colours);
    return `<section>${picture(content, height, team.name)}</section>`;
  });
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${xml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${xml(title)}</h1>
<div style="max-width:${calendarWidth}px">${picture(legend.content, legend.height, "Colours")}</div>
<main>
${teams.join("\n")}
</main>
</body>
</html>
`;
}
