/** One file of all sample requests, which both packages read; each type's own is in emulator/src/adapters/samples. */
import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";

export async function sampleRequests(root: string): Promise<string> {
  const folder = `${root}/emulator/src/adapters/samples`;
  const files = (await readdir(folder)).sort();
  const samples = await Promise.all(
    files.map(async (file) => [
      basename(file, ".json"),
      JSON.parse(await readFile(`${folder}/${file}`, "utf8")),
    ]),
  );
  return `${JSON.stringify(Object.fromEntries(samples))}\n`;
}
