// A server whose answers never end, and which counts what it has put into them.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliCompress, createDeflate, createGzip, createZstdCompress } from "node:zlib";
import { onTestFinished } from "vitest";

/** How an answer is compressed; each makes a thousand bytes or more of one. */
export const compressions = {
  identity: undefined,
  gzip: createGzip,
  deflate: createDeflate,
  br: createBrotliCompress,
  zstd: createZstdCompress,
} as const;

/** The name of a compression, as the header `Content-Encoding` has it. */
export type Compression = keyof typeof compressions;

/** Begins as a list would. */
const beginning = Buffer.from('{"data":[');
const block = Buffer.alloc(1024 * 1024, " ");

/**
 * Starts a server that answers every request so, until the running test ends.
 *
 * @returns Its URL, and how many bytes it has put into answers, before they were compressed.
 */
export async function withEndlessAnswers(compression: Compression, status = 200) {
  const count = { bytes: 0 };
  function* content() {
    yield beginning;
    for (;;) {
      count.bytes += block.length;
      yield block;
    }
  }
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", "content-encoding": compression });
    const compress = compressions[compression];
    const streams = compress
      ? [Readable.from(content()), compress(), response]
      : [Readable.from(content()), response];
    // The other end goes away.
    void pipeline(streams).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count };
}
