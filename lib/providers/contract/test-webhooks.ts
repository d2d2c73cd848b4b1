import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { WebhookRequest } from "../spec";
import type { ContractFacts, ContractSandbox } from "./facts";
import { until, type Bench } from "./open-bench";

async function receiveWebhooks(sandbox: ContractSandbox, name: string) {
  const got: WebhookRequest[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      );
      got.push({ headers, rawBody: Buffer.concat(chunks).toString("utf8"), url: request.url ?? "" });
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await sandbox.post("/__sandbox/callbacks", { [name]: `http://127.0.0.1:${port}/hook` });
  return {
    got,
    url: `http://127.0.0.1:${port}/hook`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What a webhook looks like whose sender does not know the secret. */
function forgeriesOf(
  good: WebhookRequest,
  proof: "signature" | "address",
  forge = (rawBody: string) => rawBody.replace(/\}$/, " }"),
): WebhookRequest[] {
  if (proof === "signature")
    return [
      { ...good, rawBody: forge(good.rawBody) },
      { ...good, headers: {} },
    ];
  const url = good.url ?? "";
  return [
    { ...good, url: url.slice(0, -1) + (url.endsWith("0") ? "1" : "0") },
    { ...good, url: url.split("?")[0] ?? "" },
    { ...good, url: undefined },
  ];
}

export function testWebhooks(open: () => Bench, facts: ContractFacts): void {
  const { different, proof } = facts.webhooks ?? { different: 2, proof: "signature" };
  test.runIf(facts.calls.includes("readWebhook"))(
    "webhooks: good, repeated, forged, stale, unreadable",
    async () => {
      const { sandbox, another, attempt } = open();
      const hooks = await receiveWebhooks(sandbox, facts.name);
      const provider = another({ webhookUrl: hooks.url });
      const request = attempt("0015");
      await provider.submit(request);
      await until(
        async () => hooks.got.length,
        (count) => count >= different * 5,
      );
      await hooks.close();
      const hints = hooks.got.map((hook) => provider.readWebhook?.(hook));
      const read = hints.map((hint) => (hint?.ok ? hint.value : expect.fail("refused")));
      const [credit] = await open().creditsOf(request);
      expect(new Set(read.map(({ eventId }) => eventId)).size).toBe(different);
      expect(read.some(({ providerReference }) => providerReference === credit?.providerReference)).toBe(
        true,
      );
      const good = hooks.got[0] as WebhookRequest;
      for (const forged of forgeriesOf(good, proof, facts.forge))
        expect(provider.readWebhook?.(forged)).toEqual({ ok: false, failure: "bad-signature" });
      if (proof === "address") {
        expect(provider.readWebhook?.({ ...good, rawBody: "<html>" })).toEqual({
          ok: false,
          failure: "unreadable",
        });
        return;
      }
      const inSixMinutes = another({ clock: { now: () => new Date(Date.now() + 6 * 60_000) } });
      expect(inSixMinutes.readWebhook?.(good)).toEqual({ ok: false, failure: "stale" });
    },
  );
}
