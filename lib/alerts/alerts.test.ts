import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alertMessages, alertRules, alerts, mails, staffActions } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import type { AlertKind } from "@/lib/core/alert-kinds";
import { newId } from "@/lib/core/ids";
import { createSeal } from "@/lib/core/seal";
import {
  handOutAlerts,
  putAlertRule,
  raiseAlert,
  sendAlertMessages,
  type AlertCtx,
  type RuleDraft,
} from "./index";
import { isPrivateAddress, webhookProblem } from "./post-webhook";

let database: TestDatabase;
const heard: { body: Record<string, unknown>; key: string | undefined }[] = [];
let status = 200;
let address = "";

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

const hook = createServer((request, response) => {
  void read(request).then((text) => {
    heard.push({
      body: JSON.parse(text) as Record<string, unknown>,
      key: String(request.headers["idempotency-key"]),
    });
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
  });
});

const ctx = (change: Partial<AlertCtx> = {}): AlertCtx => ({
  ...database.ctx,
  actor: { kind: "staff", id: "ann", role: "owner", raised: true },
  artefacts: createSeal(Buffer.alloc(32, 7).toString("base64")),
  appUrl: "http://shop.test",
  staffEmails: ["owner@shop.test"],
  privateWebhooks: true,
  ...change,
});

beforeAll(async () => {
  database = await createTestDatabase();
  await new Promise<void>((ready) => hook.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/secret-path`;
});
afterAll(async () => {
  hook.close();
  await database.close();
});
beforeEach(async () => {
  heard.length = 0;
  status = 200;
  await emptyTables(
    database.ctx,
    "alerts",
    "alert_messages",
    "alert_rules",
    "mails",
    "app_clock",
    "staff_actions",
  );
  await database.ctx.db.execute(sql`insert into app_clock (ahead) values (interval '0')`);
});

const travel = (minutes: number) =>
  database.ctx.db.execute(sql`update app_clock set ahead = ahead + ${`${minutes} minutes`}::interval`);
const raise = (n = 1, kind: AlertKind = "doubt") =>
  raiseAlert(ctx(), {
    kind,
    subject: `order:${n}`,
    text: `order ${n} <&> is in doubt`,
    path: `/admin/orders/${n}`,
  });
const work = async (using = ctx()) => {
  await handOutAlerts(using);
  await sendAlertMessages(using);
};
const draft: RuleDraft = {
  name: "Desk",
  kinds: ["doubt", "float-low"],
  channel: "email",
  emails: ["desk@shop.test"],
  webhook: "",
  quietFrom: null,
  quietUntil: null,
  timeZone: "UTC",
  enabled: true,
};
const rule = (change: Partial<RuleDraft> = {}, using = ctx()) =>
  putAlertRule(using, { id: newId(), version: 0 }, { ...draft, ...change });
const mailed = async () =>
  (await database.ctx.db.select().from(mails).orderBy(mails.createdAt)).map(({ to }) => to);

describe("an alert", () => {
  it("goes to the owners where no rule takes it, and to who the rule names where one does", async () => {
    await raise(1);
    await work();
    expect(await mailed()).toEqual(["owner@shop.test"]);
    await rule();
    await raise(2);
    await work();
    expect(await mailed()).toEqual(["owner@shop.test", "desk@shop.test"]);
  });

  it("that may be somebody at the door goes to every owner as well, once each, whatever rules say", async () => {
    await rule({ kinds: ["factor-reset"], emails: ["desk@shop.test"] });
    await raise(1, "factor-reset");
    await work();
    expect((await mailed()).toSorted()).toEqual(["desk@shop.test", "owner@shop.test"]);
  });

  it("is told once in an hour, and the next one tells how often it came again", async () => {
    await rule();
    for (let n = 0; n < 4; n += 1) await raise(1);
    await work();
    expect(await mailed()).toHaveLength(1);
    await travel(61);
    await raise(1);
    await work();
    const [, second] = await database.ctx.db.select().from(mails).orderBy(mails.createdAt);
    expect(second?.data).toMatchObject({
      lines: [{ text: "order 1 <&> is in doubt (and 3 more like it before)" }],
    });
  });

  it("goes together with others that come within five minutes", async () => {
    await rule();
    await raise(1);
    await work();
    for (let n = 2; n < 15; n += 1) await raise(n);
    await work();
    expect(await mailed()).toHaveLength(1);
    await travel(6);
    await work();
    const [, second] = await database.ctx.db.select().from(mails).orderBy(mails.createdAt);
    expect(second?.data).toMatchObject({ subject: "Orders in doubt: 13", more: 3 });
  });

  it("waits in quiet hours unless it is urgent", async () => {
    const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
    await rule({ quietFrom: (minute + 1430) % 1440, quietUntil: (minute + 120) % 1440 });
    await raise(1);
    await raise(2, "float-low");
    await work();
    expect((await database.ctx.db.select().from(mails)).map(({ data }) => data["kind"])).toEqual([
      "float-low",
    ]);
    await travel(125);
    await work();
    expect(await mailed()).toHaveLength(2);
  });

  it("is handed out once by two workers at once", async () => {
    await rule();
    await raise(1);
    await Promise.all([work(), work(), work()]);
    await work();
    expect(await mailed()).toHaveLength(1);
    expect(await database.ctx.db.$count(alertMessages)).toBe(1);
  });
});

describe("a webhook", () => {
  it("is told what Slack shows, with one key, and its address lies sealed", async () => {
    await rule({ channel: "webhook", webhook: address });
    const [row] = await database.ctx.db.select().from(alertRules);
    const [act] = await database.ctx.db.select().from(staffActions);
    expect(JSON.stringify([row, act])).not.toContain("secret-path");
    await raise(1);
    await work();
    expect(heard[0]?.body["text"]).toBe(
      "*Orders in doubt: order 1 &lt;&amp;&gt; is in doubt*\n• <http://shop.test/admin/orders/1|order 1 &lt;&amp;&gt; is in doubt>",
    );
    expect(await database.ctx.db.select().from(alertMessages)).toMatchObject([{ state: "sent", tries: 1 }]);
  });

  it.each([500, 302])(
    "that answers %i is asked again with the same key, and follows nobody",
    async (answer) => {
      await rule({ channel: "webhook", webhook: address });
      status = answer;
      await raise(1);
      await work();
      expect(await database.ctx.db.select().from(alertMessages)).toMatchObject([
        { state: "waiting", error: `answered ${answer}` },
      ]);
      status = 200;
      await travel(5);
      await work();
      expect(heard.map(({ key }) => key)).toEqual([heard[0]?.key, heard[0]?.key]);
      expect(await database.ctx.db.select().from(alertMessages)).toMatchObject([{ state: "sent", tries: 2 }]);
    },
  );

  it("of a private network is neither taken nor called when live", async () => {
    const live = ctx({ privateWebhooks: false });
    for (const [webhook, code] of [
      [address, "not-https"],
      ["https://127.0.0.1/x", "private"],
      ["https://[::1]/x", "private"],
      ["ftp://example.org", "no-address"],
      ["https://user:word@example.org", "no-address"],
    ])
      expect(await rule({ channel: "webhook", webhook: webhook ?? "" }, live)).toMatchObject({
        failure: { code },
      });
    await rule({ channel: "webhook", webhook: "https://localhost:1/x" }, live);
    await raise(1);
    await work(live);
    expect(await database.ctx.db.select().from(alertMessages)).toMatchObject([
      { state: "waiting", error: "the name leads into a private network" },
    ]);
  });

  it.each([
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "fe80::1",
    "::ffff:10.0.0.1",
  ])("%s is private", (one) => expect(isPrivateAddress(one)).toBe(true));

  it("of the internet is not", () => {
    for (const one of ["1.1.1.1", "172.32.0.1", "2606:4700::1111"]) expect(isPrivateAddress(one)).toBe(false);
    expect(webhookProblem("https://hooks.slack.com/services/x", true)).toBeUndefined();
  });
});

it("a rule is made once, and changed by one of two", async () => {
  const id = newId();
  await putAlertRule(ctx(), { id, version: 0 }, draft);
  await putAlertRule(ctx(), { id, version: 0 }, draft);
  expect(await database.ctx.db.$count(alertRules)).toBe(1);
  expect(await putAlertRule(ctx(), { id, version: 1 }, { ...draft, name: "Other" })).toMatchObject({
    ok: true,
  });
  expect(await putAlertRule(ctx(), { id, version: 1 }, draft)).toMatchObject({
    failure: { code: "changed-meanwhile" },
  });
  expect(await database.ctx.db.$count(alerts)).toBe(0);
});
