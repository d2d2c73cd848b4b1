import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

export const WEBHOOK_SECRET = "whsec_sandbox";

/** Signs a body as Stripe does. */
export function signWebhook(body: string): string {
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", WEBHOOK_SECRET).update(`${time}.${body}`).digest("hex");
  return `t=${time},v1=${signature}`;
}

export interface WebhookDoor {
  /** Resolves when it was answered, with the moment it left. */
  send(body: string): Promise<number>;
  close(): Promise<void>;
}

/** The smallest server that can take a signed webhook over HTTP and hand it on; answers when `take` has committed. */
export async function openWebhookDoor(
  take: (rawBody: string, signature: string) => Promise<void>,
): Promise<WebhookDoor> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      take(Buffer.concat(chunks).toString("utf8"), String(request.headers["stripe-signature"])).then(
        () => response.end(),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  // A connection that the server ends in the moment in which it is used again would look like a refusal.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true });
  return {
    send: (body) =>
      new Promise((resolve, reject) => {
        const headers = { "stripe-signature": signWebhook(body), "content-length": Buffer.byteLength(body) };
        const at = performance.now();
        const request = http.request(
          { port, host: "127.0.0.1", method: "POST", agent, headers },
          (response) => {
            const refused = `The webhook was refused: ${response.statusCode}`;
            response.resume().on("end", () => {
              if (response.statusCode === 200) resolve(at);
              else reject(new Error(refused));
            });
          },
        );
        request.on("error", reject).end(body);
      }),
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
