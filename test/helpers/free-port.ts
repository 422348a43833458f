// A port for a program that takes none of the system's choice, or for a connection that is refused.
import { type AddressInfo, createServer } from "node:net";

/** A port of this computer on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
