/** Whether a webhook leads to this machine or into a private network, which PagerTree itself could not reach. */
import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";

const thisMachine = new BlockList();
thisMachine.addSubnet("127.0.0.0", 8);
thisMachine.addSubnet("0.0.0.0", 8);
thisMachine.addAddress("::1", "ipv6");
thisMachine.addAddress("::", "ipv6");

/** https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry */
const privateNetworks = new BlockList();
privateNetworks.addSubnet("10.0.0.0", 8);
privateNetworks.addSubnet("172.16.0.0", 12);
privateNetworks.addSubnet("192.168.0.0", 16);
privateNetworks.addSubnet("169.254.0.0", 16);
privateNetworks.addSubnet("100.64.0.0", 10);
privateNetworks.addSubnet("fc00::", 7, "ipv6");
privateNetworks.addSubnet("fe80::", 10, "ipv6");

/**
 * Where the host of a URL is, as the end of a sentence; undefined if it is in the internet, or cannot be looked up.
 *
 * @param url - A URL that can be parsed.
 */
export async function placeOf(url: string): Promise<string | undefined> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  const addresses = await lookup(host, { all: true }).catch(() => []);
  const isIn = (list: BlockList) =>
    addresses.some(({ address }) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4"));
  if (isIn(thisMachine)) return "on this machine";
  return isIn(privateNetworks) ? "in a private network" : undefined;
}
