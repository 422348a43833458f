// Looks for secrets in what people can read, also in the forms that anybody can undo.

/** Characters shown on either side of a sighting. */
const around = 60;

/**
 * Every place where a secret stands in a text: as it is, as JSON or a URL writes it, in base64 or in hexadecimal
 * digits. Empty if there is none.
 */
export function sightings(text: string, secrets: readonly string[]): string[] {
  const spellings = new Set(secrets.flatMap(spellingsOf));
  return [...spellings].flatMap((spelling) => {
    const start = text.indexOf(spelling);
    return start < 0 ? [] : [text.slice(Math.max(0, start - around), start + spelling.length + around)];
  });
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURI(secret),
    bytes.toString("hex"),
    ...base64Of(bytes),
  ];
}

/** A text within another has one of three forms in base64, without the characters that its neighbours change. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const whole = bytes.subarray(offset === 0 ? 0 : 3 - offset);
    const written = whole.subarray(0, whole.length - (whole.length % 3));
    return [written.toString("base64"), written.toString("base64url")];
  });
}
