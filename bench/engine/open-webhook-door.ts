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
  send(body: string): Promise<void>;
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
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    send: async (body) => {
      const headers = { "stripe-signature": signWebhook(body) };
      const response = await fetch(url, { method: "POST", headers, body });
      const text = await response.text();
      if (!response.ok) throw new Error(`The webhook was refused: ${response.status} ${text}`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
