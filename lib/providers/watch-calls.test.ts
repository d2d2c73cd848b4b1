import { expect, it } from "vitest";
import { systemClock } from "@/lib/core/clock";
import type { CallNote } from "./call-note";
import { heardBy, type Fetcher } from "./fetcher";
import { redactCall } from "./redact-call";
import { send } from "./send";
import type { Provider, ProviderOffer } from "./spec";
import { USUAL_CAPABILITIES } from "./testing";
import { watchCalls } from "./watch-calls";

const answering = (body: unknown, status = 200): typeof fetch =>
  (async () => Response.json(body, { status })) as typeof fetch;

const CODE = "ZX9-4409-2188";

/** A provider that sends one request for each call, and finds a code in an answer that names it as nobody would guess. */
function providerOf(fetcher: Fetcher): Provider {
  const ask = (path: string, body?: unknown) =>
    send(fetcher, {
      url: `https://provider.example/v1${path}`,
      method: body ? "POST" : "GET",
      headers: { authorization: "Bearer t0p-s3cret-token" },
      body,
      timeoutMs: 1000,
      purpose: "purchase",
      secrets: ["t0p-s3cret-token"],
    });
  return {
    name: "reloadly",
    capabilities: USUAL_CAPABILITIES,
    listOffers: async function* () {
      await ask("/offers?page=1");
      yield {} as ProviderOffer;
      await ask("/offers?page=2");
    },
    submit: async ({ number, reference }) => {
      await ask("/topups", { recipientPhone: { countryCode: "NG", number }, customIdentifier: reference });
      return { kind: "delivered", providerReference: "1", artefact: { kind: "pin", code: CODE } };
    },
    heardBy: (note) => providerOf(heardBy(fetcher, note)),
  };
}

function watched(fetcher: typeof fetch) {
  const notes: CallNote[] = [];
  const provider = watchCalls(providerOf(fetcher), {
    note: (call) => void notes.push(call),
    clock: systemClock,
  });
  return { notes, provider };
}

const attempt = {
  reference: "hl-abc-1",
  providerOperatorId: "1",
  sku: "1",
  number: "+2348031234567",
  country: "NG",
  amount: { minor: 100, currency: "NGN" },
};

it("tells of a purchase: for which attempt, without the number, the token and the code it brought", async () => {
  const { notes, provider } = watched(
    answering({ transactionId: 7, oddName: CODE, echo: "t0p-s3cret-token" }),
  );
  await expect(provider.submit(attempt)).resolves.toMatchObject({ kind: "delivered" });
  expect(notes).toMatchObject([
    {
      provider: "reloadly",
      purpose: "submit",
      reference: "hl-abc-1",
      method: "POST",
      path: "/v1/topups",
      status: 200,
      verdict: "answered",
    },
  ]);
  const kept = JSON.stringify(notes);
  expect(kept).toContain("hl-abc-1");
  expect(kept).toContain("•4567");
  for (const secret of [CODE, "s3cret", "8031234567"]) expect(kept).not.toContain(secret);
});

it("tells of every page of a list, and of what could not be sent", async () => {
  const { notes, provider } = watched(answering([]));
  for await (const offer of provider.listOffers()) expect(offer).toBeDefined();
  expect(notes.map(({ purpose, path }) => [purpose, path])).toEqual([
    ["listOffers", "/v1/offers?page=1"],
    ["listOffers", "/v1/offers?page=2"],
  ]);
  const silent = watched((async () => {
    throw Object.assign(new Error("no such host"), { syscall: "getaddrinfo", code: "ENOTFOUND" });
  }) as typeof fetch);
  await silent.provider.submit(attempt);
  expect(silent.notes).toMatchObject([{ status: null, verdict: "not-sent", answer: "ENOTFOUND" }]);
});

it("tells everybody who watches, of each call by itself however many run at once", async () => {
  const { notes, provider } = watched(answering({}));
  const others: CallNote[] = [];
  const twice = watchCalls(provider, { note: (call) => void others.push(call), clock: systemClock });
  await Promise.all(["hl-1", "hl-2"].map((reference) => twice.submit({ ...attempt, reference })));
  for (const heard of [notes, others])
    expect(heard.map(({ reference }) => reference)).toEqual(["hl-1", "hl-2"]);
  for (const { answer } of others) expect(answer).not.toContain(CODE);
  await provider.submit(attempt);
  expect([notes.length, others.length]).toEqual([3, 2]);
});

it("costs who is not watched nothing, and nobody is told", async () => {
  await expect(providerOf(answering({})).submit(attempt)).resolves.toMatchObject({ kind: "delivered" });
});

it.each([
  [{ pinDetail: { pinNumber: "44-21", controlNumber: "9" } }, { pinDetail: "[redacted]" }],
  [{ data: { redemption_info: { code: "A", other: "B" } } }, { data: { redemption_info: "[redacted]" } }],
  [[{ cardNumber: 6011, pinCode: "1" }], [{ cardNumber: "[redacted]", pinCode: "[redacted]" }]],
  [{ code: "XK2P-88" }, { code: "[redacted]" }],
  [
    { errorCode: "INVALID_AMOUNT", code: 852, message: "too much", operator_tx_id: "88123" },
    { errorCode: "INVALID_AMOUNT", code: 852, message: "too much", operator_tx_id: "88123" },
  ],
  [
    { mobile: "9000012345", email: "ann@example.com" },
    { mobile: "••••••2345", email: "•••@•••" },
  ],
  [{ credited: '{"iccid":"8988","data_gb":"1"}' }, { credited: '{"iccid":"[redacted]","data_gb":"1"}' }],
])("a body %j", (body, kept) => {
  expect(JSON.parse(redactCall(JSON.stringify(body), 4000))).toEqual(kept);
});
