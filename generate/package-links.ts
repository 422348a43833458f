/** What the packages say of where they come from. The root's package.json names the repository, and nothing else does. */
import { z } from "zod";

const rootSchema = z.object({ repository: z.object({ type: z.string(), url: z.string() }) });
const packageSchema = z.record(z.string(), z.unknown());

/**
 * The text of a package's package.json, with `repository`, `homepage` and `bugs` behind its keywords.
 *
 * @param rootText The root's package.json.
 * @param packageText The package's own, as it is.
 * @param directory The package's folder.
 */
export function withPackageLinks(rootText: string, packageText: string, directory: string): string {
  const { repository } = rootSchema.parse(JSON.parse(rootText));
  const page = pageOf(rootText);
  const links = {
    homepage: `${page}#readme`,
    bugs: { url: `${page}/issues` },
    repository: { ...repository, directory },
  };
  const manifest = packageSchema.parse(JSON.parse(packageText));
  const entries = Object.entries(manifest).filter(([key]) => !(key in links));
  const behind = entries.findIndex(([key]) => key === "license");
  const withLinks = Object.fromEntries(entries.toSpliced(behind, 0, ...Object.entries(links)));
  return `${JSON.stringify(withLinks, null, 2)}\n`;
}

/**
 * A package's README with every link to a page of the repository as the root's package.json names it: npm shows a README
 * without the repository around it.
 *
 * @param rootText The root's package.json.
 * @param readme The package's README, as it is.
 */
export function withPageLinks(rootText: string, readme: string): string {
  return readme.replaceAll(/https:\/\/github\.com\/[\w.-]+\/[\w.-]+(?=\/blob\/main\/)/g, pageOf(rootText));
}

/** The repository's page. */
function pageOf(rootText: string): string {
  const { repository } = rootSchema.parse(JSON.parse(rootText));
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}
