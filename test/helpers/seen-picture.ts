// What a browser shows of a map: every box with its place on the screen, its texts and its border.
import type { Page } from "playwright-core";
import { z } from "zod";

const placeSchema = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() });

/** A rectangle on the screen, in pixels. */
export type Place = z.infer<typeof placeSchema>;

const boxSchema = z.object({
  id: z.string(),
  kind: z.string(),
  isDead: z.boolean(),
  isDisabled: z.boolean(),
  title: z.string(),
  place: placeSchema,
  lines: z.array(z.object({ text: z.string(), place: placeSchema })),
  border: z.object({ color: z.string(), dashes: z.string() }),
  fill: z.string(),
  textColor: z.string(),
  /** Whether nothing lies on top of it. */
  isOnTop: z.boolean(),
});

/** One box as it is seen. */
export type SeenBox = z.infer<typeof boxSchema>;

const pictureSchema = z.object({
  boxes: z.array(boxSchema),
  arrows: z.array(z.object({ color: z.string(), place: placeSchema })),
  /** What stands on arrows. */
  labels: z.array(z.object({ text: z.string(), place: placeSchema })),
  /** All text above the boxes. */
  heading: z.string(),
  place: placeSchema,
  /** Elements that could load or run something. */
  foreign: z.array(z.string()),
});

// It runs in the page, whose types this project does not load.
const look = `(() => {
  const place = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const picture = document.querySelector("svg");
  const boxes = [...picture.querySelectorAll("g.box")].map((box) => {
    const border = box.querySelector("rect");
    const { left, top, right, bottom } = place(border);
    const [text] = box.querySelectorAll("text");
    const top_ = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return {
      id: box.dataset.id,
      kind: box.classList[1],
      isDead: box.classList.contains("dead"),
      isDisabled: box.classList.contains("disabled"),
      title: box.querySelector("title").textContent,
      place: place(border),
      lines: [...box.querySelectorAll("text")].map((line) => ({ text: line.textContent, place: place(line) })),
      border: { color: getComputedStyle(border).stroke, dashes: getComputedStyle(border).strokeDasharray },
      fill: getComputedStyle(border).fill,
      textColor: getComputedStyle(text).fill,
      isOnTop: top_ !== null && box.contains(top_),
    };
  });
  const arrows = [...picture.querySelectorAll("g.edge > path")].map((path) => ({
    color: getComputedStyle(path).stroke,
    place: place(path),
  }));
  const labels = [...picture.querySelectorAll("text.rules")].map((label) => ({ text: label.textContent, place: place(label) }));
  const heading = [...picture.querySelectorAll(".heading text")].map((text) => text.textContent).join("\\n");
  const foreign = [...document.querySelectorAll("svg a, image, img, iframe, object, embed, link, foreignObject, use, script[src]")];
  return { boxes, arrows, labels, heading, place: place(picture), foreign: foreign.map((element) => element.outerHTML) };
})()`;

/** Looks at a map that a page shows, in a window with room for the whole picture and for a page's buttons below it. */
export async function seenPicture(page: Page): Promise<z.infer<typeof pictureSchema>> {
  const { place } = pictureSchema.parse(await page.evaluate(look));
  await page.setViewportSize({ width: Math.ceil(place.right), height: Math.ceil(place.bottom) + 72 });
  return pictureSchema.parse(await page.evaluate(look));
}

/** Whether two places have a point in common. */
export function overlap(one: Place, other: Place): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Whether a place lies in another one. */
export function isWithin(inner: Place, outer: Place): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}
