// A server on loopback that speaks TLS with a certificate which nobody but itself has signed.
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import forge from "node-forge";
import { onTestFinished } from "vitest";

/** Starts it on a free port, closes it when the running test is over, and gives its URL. */
export function withSelfSignedServer(): Promise<string> {
  return start(selfSigned("127.0.0.1"), (_request, response) => response.end());
}

/** The same of a host by another name, whose certificate this process trusts until the running test is over. */
export async function withTrustedServer(hostname: string, answer: RequestListener): Promise<string> {
  const certificate = selfSigned(hostname);
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate.cert]);
  onTestFinished(() => setDefaultCACertificates(before));
  return start(certificate, answer);
}

async function start(certificate: { key: string; cert: string }, answer: RequestListener): Promise<string> {
  const server = createServer(certificate, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Node.js makes keys, but no certificates. */
function selfSigned(hostname: string): { key: string; cert: string } {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  const name = [{ name: "commonName", value: hostname }];
  const day = 24 * 60 * 60 * 1000;
  certificate.publicKey = publicKey;
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - day);
  certificate.validity.notAfter = new Date(Date.now() + day);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([{ name: "subjectAltName", altNames: [{ type: 2, value: hostname }] }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(privateKey), cert: forge.pki.certificateToPem(certificate) };
}
