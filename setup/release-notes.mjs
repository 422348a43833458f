// @ts-check
// What a release says of itself.

/**
 * Takes the notes of one version out of the changelog.
 *
 * @param {string} tag The tag that is released, such as `v0.1.0`.
 * @param {readonly string[]} versions The versions of the packages.
 * @param {string} changelog The text of CHANGELOG.md.
 * @returns {{ text: string } | { problem: string }} The notes, or why there can be no release.
 */
export function releaseNotes(tag, versions, changelog) {
  const others = versions.filter((version) => `v${version}` !== tag);
  if (others.length > 0) {
    return { problem: `The tag is ${tag || "missing"}, and a package has the version ${others[0]}.` };
  }
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${tag.slice(1)}]`));
  if (section === undefined) return { problem: `CHANGELOG.md has no section [${tag.slice(1)}].` };
  const text = section.slice(section.indexOf("\n")).trim();
  return text === ""
    ? { problem: `The section [${tag.slice(1)}] of CHANGELOG.md is empty.` }
    : { text: `${text}\n` };
}
