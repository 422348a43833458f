// An HTTP proxy on loopback: connects to whatever it is asked for, and keeps what it was asked.
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { onTestFinished } from "vitest";

/** One request to be connected. */
export interface Connection {
  /** Host and port. */
  readonly to: string | undefined;
  /** The header `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

export interface ConnectProxy {
  readonly url: string;
  readonly connections: readonly Connection[];
  /** Answers with this status from now on, and connects nobody. */
  refuseWith(status: number): void;
}

/**
 * Starts a proxy on a free port and closes it when the running test is over.
 *
 * @param to - Host and port to connect everybody to; by default what they ask for.
 */
export async function withConnectProxy(to?: string): Promise<ConnectProxy> {
  const connections: Connection[] = [];
  let refusal: number | undefined;
  const server = createServer();
  server.on("connect", ({ url, headers }, client, head) => {
    connections.push({ to: url, authorization: headers["proxy-authorization"] });
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${to ?? url}`);
    const target = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.write(head);
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections,
    refuseWith: (status) => {
      refusal = status;
    },
  };
}
