import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import nodemailer from "nodemailer";
import { expect, it, onTestFinished } from "vitest";
import { openReceiver, openTestSandbox, type TestSandbox } from "./open-test-sandbox";
import { until } from "./reloadly/serve-for-tests";

async function open(overrides: Parameters<typeof openTestSandbox>[0] = {}): Promise<TestSandbox> {
  const sandbox = await openTestSandbox(overrides);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

interface Ledger {
  credits: unknown[];
  payments: { paymentIntent: string }[];
  mails: { to: string; subject: string }[];
  next?: string | null;
}

async function ledgerOf(sandbox: { url: string }, query = ""): Promise<Ledger> {
  return (await (await fetch(`${sandbox.url}/__sandbox/ledger${query}`)).json()) as Ledger;
}

async function send(
  sandbox: TestSandbox,
  mail: { to: string; subject: string; html?: string },
): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: sandbox.smtpPort, secure: false });
  await transport.sendMail({ from: "shop@example.com", text: "As text", ...mail });
  transport.close();
}

it("finds everything again after a restart: payments, keys, faults, callbacks, mails", async () => {
  const receiver = await openReceiver();
  onTestFinished(() => receiver.close());
  const first = await openTestSandbox();
  await first.post("/__sandbox/callbacks", { stripe: receiver.url });
  await first.post("/__sandbox/faults", { match: { provider: "fx" }, scenario: "down" });
  const session = await first.createSession();
  await first.pay(session);
  const before = await first.stripe.checkout.sessions.retrieve(session.id);
  const intent = String(before.payment_intent);
  const key = { idempotencyKey: "capture-once" };
  const captured = await first.stripe.paymentIntents.capture(intent, { amount_to_capture: 500 }, key);
  await send(first, { to: "ada@example.com", subject: "Receipt" });
  const ledger = await ledgerOf(first);
  await first.close();

  const second = await open({ dataDir: first.dataDir });
  expect(await ledgerOf(second)).toEqual(ledger);
  expect(await second.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "complete" });
  const again = await second.stripe.paymentIntents.capture(intent, { amount_to_capture: 500 }, key);
  expect(again.id).toBe(captured.id);
  expect((await fetch(`${second.url}/fx/latest`)).status).toBe(503);
  const refunded = receiver.until((all) => all.some((webhook) => webhook.body.includes('"refund.created"')));
  await second.stripe.refunds.create({ payment_intent: intent });
  await refunded;
});

interface Running {
  url: string;
  dataDir: string;
  kill(): Promise<void>;
}

/** The sandbox as a process of its own. */
async function spawnSandbox(env: Record<string, string> = {}): Promise<Running> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sandbox-"));
  const port = await freePort();
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { NODE_ENV: "test", SANDBOX_PORT: String(port), SANDBOX_DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text) => resolve(String(text))),
  );
  expect(said.trim().split("\n")).toHaveLength(1);
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  };
  return { url: `http://127.0.0.1:${port}`, dataDir, kill };
}

it("loses nothing that was answered when it is killed", async () => {
  const { url, dataDir, kill } = await spawnSandbox();
  const create = (index: number) =>
    fetch(`${url}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_sandbox" },
      body: new URLSearchParams({ amount: String(1000 + index), currency: "usd" }),
    }).then(async (answer) => ((await answer.json()) as { id: string }).id);
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => create(index)));
  await kill();
  const after = await open({ dataDir });
  const { payments } = await ledgerOf(after);
  expect(payments.map((row) => row.paymentIntent).toSorted()).toEqual(ids.toSorted());
});

it("ends after a kill what was accepted before, and credits nothing twice", async () => {
  const { url, dataDir, kill } = await spawnSandbox({ RELOADLY_WAIT_MS: "0", TIME_SCALE: "2" });
  const token = await tokenOf(url);
  const done = await topUp({ url, token, number: "2348031234567" });
  const pending = await topUp({ url, token, number: "2348031230001" });
  expect([done["status"], pending["status"]]).toEqual(["SUCCESSFUL", "PROCESSING"]);
  expect((await ledgerOf({ url })).credits).toHaveLength(1);
  await kill();
  const after = await open({ dataDir, timeScale: 2 });
  await until(
    () => ledgerOf(after),
    ({ credits }) => credits.length === 2,
  );
  expect((await ledgerOf(after)).credits).toMatchObject([
    { provider: "reloadly", reference: "id-2348031234567", number: "+2348031234567", state: "credited" },
    { provider: "reloadly", reference: "id-2348031230001", number: "+2348031230001", state: "credited" },
  ]);
  const since = new Date(Date.now() + 60_000).toISOString();
  expect((await ledgerOf(after, `?since=${since}`)).credits).toEqual([]);
  const again = await topUp({ url: after.url, token: await tokenOf(after.url), number: "2348031234567" });
  expect(again["errorCode"]).toBe("CUSTOM_IDENTIFIER_ALREADY_USED");
}, 60_000);

async function tokenOf(url: string): Promise<string> {
  const answer = await post(`${url}/reloadly/auth/oauth/token`, {
    client_id: "sandbox-client",
    client_secret: "sandbox-secret",
    grant_type: "client_credentials",
    audience: `${url}/reloadly/topups`,
  });
  return String(answer["access_token"]);
}

function topUp(to: { url: string; token: string; number: string }): Promise<Record<string, unknown>> {
  const body = {
    operatorId: 341,
    amount: 5,
    customIdentifier: `id-${to.number}`,
    recipientPhone: { countryCode: "NG", number: to.number },
  };
  return post(`${to.url}/reloadly/topups/topups`, body, { authorization: `Bearer ${to.token}` });
}

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

it("says in one line that a port is taken", async () => {
  const taken = await open();
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sandbox-"));
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { NODE_ENV: "test", SANDBOX_PORT: String(taken.port), SANDBOX_DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => (said += String(text)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`^Sandbox cannot start: port ${taken.port} is taken .*\n$`));
});

it("pages through the ledger without losing or doubling a row", async () => {
  const sandbox = await open();
  for (let amount = 1000; amount < 1005; amount += 1) {
    await sandbox.stripe.paymentIntents.create({ amount, currency: "usd" });
  }
  await send(sandbox, { to: "a@example.com", subject: "One" });
  const seen: string[] = [];
  let mails = 0;
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Ledger = await ledgerOf(sandbox, `?limit=2&cursor=${cursor}`);
    seen.push(...page.payments.map((row) => row.paymentIntent));
    mails += page.mails.length;
    cursor = page.next ?? null;
  }
  expect(seen).toEqual((await ledgerOf(sandbox)).payments.map((row) => row.paymentIntent));
  expect(new Set(seen).size).toBe(5);
  expect(mails).toBe(1);
  expect((await ledgerOf(sandbox, `?since=${Date.now() + 60_000}`)).payments).toEqual([]);
  expect((await fetch(`${sandbox.url}/__sandbox/ledger?since=yesterday`)).status).toBe(400);
});

it("forgets everything but the callbacks on reset", async () => {
  const sandbox = await open();
  await sandbox.post("/__sandbox/callbacks", { stripe: "http://127.0.0.1:9/hook" });
  await sandbox.post("/__sandbox/faults", { match: { provider: "fx" }, scenario: "down" });
  await sandbox.stripe.paymentIntents.create({ amount: 1000, currency: "usd" });
  await send(sandbox, { to: "a@example.com", subject: "One" });
  await sandbox.post("/__sandbox/reset", {});
  expect(await ledgerOf(sandbox)).toEqual({ credits: [], payments: [], mails: [] });
  expect((await fetch(`${sandbox.url}/fx/latest`)).status).toBe(200);
  expect(await (await fetch(`${sandbox.url}/__sandbox/callbacks`)).json()).toEqual({
    stripe: "http://127.0.0.1:9/hook",
  });
});

it("takes mails over SMTP and shows them as page and JSON", async () => {
  const sandbox = await open();
  await send(sandbox, {
    to: "ada@example.com",
    subject: "Receipt <1>",
    html: "<p>Grüße</p><script>alert(1)</script>",
  });
  await send(sandbox, { to: "bob@example.com", subject: "Other" });
  const listed = (await (await fetch(`${sandbox.url}/mail/messages.json?to=ADA@example.com`)).json()) as {
    messages: { id: string; subject: string; text: string }[];
  };
  expect(listed.messages).toMatchObject([
    { subject: "Receipt <1>", text: "As text", to: ["ada@example.com"] },
  ]);
  const id = listed.messages[0]?.id ?? "";
  const one = await (await fetch(`${sandbox.url}/mail/messages/${id}`)).text();
  expect(one).toContain("Receipt &lt;1&gt;");
  expect(one).toContain("sandbox=");
  expect(one).not.toContain("<script");
  const json = (await (await fetch(`${sandbox.url}/mail/messages/${id}.json`)).json()) as { html: string };
  expect(json.html).toContain("Grüße");
  const list = await (await fetch(`${sandbox.url}/mail`)).text();
  expect(list.indexOf("Other")).toBeLessThan(list.indexOf("Receipt"));
});

it("tells exchange rates as decimal strings that agree with each other", async () => {
  const sandbox = await open();
  const rates = async (base: string) =>
    (
      (await (await fetch(`${sandbox.url}/fx/latest?base=${base}`)).json()) as {
        rates: Record<string, string>;
      }
    ).rates;
  const usd = await rates("USD");
  const eur = await rates("EUR");
  expect(Object.keys(usd).length).toBeGreaterThan(100);
  expect(Object.values(usd).every((rate) => /^\d+(\.\d+)?$/.test(rate))).toBe(true);
  expect(Number(usd["EUR"]) * Number(eur["NGN"])).toBeCloseTo(Number(usd["NGN"]), 4);
  expect((await fetch(`${sandbox.url}/fx/latest?base=XYZ`)).status).toBe(400);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
