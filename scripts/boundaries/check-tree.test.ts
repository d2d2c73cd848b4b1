import { describe, expect, test } from "vitest";
import { checkTree } from "./check-tree";

/** A small house in which every import that the table allows is made once. */
const HOUSE: Record<string, string> = {
  "lib/core/money.ts": `export const one = 1;`,
  "lib/core/log.ts": `import pino from "pino"; export const log = pino;`,
  "db/context.ts": `import { one } from "@/lib/core/money"; export const ctx = one;`,
  "db/connect.ts": `import postgres from "postgres"; import { drizzle } from "drizzle-orm/postgres-js"; export { postgres, drizzle };`,
  "db/schema/index.ts": `import { pgTable } from "drizzle-orm/pg-core"; export const rows = pgTable;`,
  "db/testing.ts": `import { runMigrations } from "graphile-worker"; export const url = process.env.DATABASE_URL ?? runMigrations;`,
  "lib/env.ts": `export const env = process.env.PORT;`,
  "lib/phone/parse-number.ts": `export { one } from "@/lib/core/money";`,
  "lib/pricing/index.ts": `export { one } from "../core/money";`,
  "lib/providers/spec.ts": `export type Spec = 1;`,
  "lib/providers/send.ts": `import type { Spec } from "./spec"; export const send = (spec: Spec) => spec;`,
  "lib/providers/reloadly/index.ts": `import { send } from "../send"; import { wire } from "./wire"; export const kit = [send, wire];`,
  "lib/providers/reloadly/wire.ts": `import { z } from "zod"; export const wire = z;`,
  "lib/providers/telecom/index.ts": `export const kit = 2;`,
  "lib/jobs/index.ts": `export { run } from "./run";`,
  "lib/jobs/run.ts": `import { run } from "graphile-worker"; export { run };`,
  "lib/mail/index.ts": `import { run } from "@/lib/jobs"; import { rows } from "@/db/schema"; export const mail = [run, rows];`,
  "lib/catalog/index.ts": `import { rows } from "@/db/schema"; import { eq } from "drizzle-orm"; import { mail } from "@/lib/mail"; import type { Spec } from "@/lib/providers/spec"; export const catalog: Spec[] = [rows, eq, mail];`,
  "lib/catalog/types.ts": `export type View = 1;`,
  "lib/orders/index.ts": `import type { View } from "@/lib/catalog/types"; export const orders: View = 1;`,
  "lib/orders/lock.ts": `export const lock = 1;`,
  "lib/payments/index.ts": `import Stripe from "stripe"; export { Stripe };`,
  "lib/accounts/index.ts": `import { DrizzleAdapter } from "@auth/drizzle-adapter"; export { DrizzleAdapter };`,
  "lib/checkout/index.ts": `import { catalog } from "@/lib/catalog"; import { orders } from "@/lib/orders"; import { ctx } from "@/db/context"; export const checkout = [catalog, orders, ctx];`,
  "lib/checkout/pay-schema.ts": `export const paySchema = 1;`,
  "lib/checkout/start.test.ts": `import { rows } from "@/db/schema"; import { url } from "@/db/testing"; import { lock } from "@/lib/orders/lock"; import { open } from "@/sandbox/open-test-sandbox"; rows(url, lock, open);`,
  "lib/fulfilment/index.ts": `export const work = 1;`,
  "lib/auth/index.ts": `import NextAuth from "next-auth"; export { NextAuth };`,
  "lib/runtime.ts": `import { env } from "@/lib/env"; import { drizzle } from "@/db/connect"; import { kit } from "@/lib/providers/reloadly"; import { checkout } from "@/lib/checkout"; export const runtime = [env, drizzle, kit, checkout];`,
  "i18n/messages-en.ts": `import shop from "@/messages/en/shop.json"; export default shop;`,
  "messages/en/shop.json": "",
  "components/ui/button.tsx": `import { useState } from "react"; export const Button = () => <i>{useState(1)[0]}</i>;`,
  "components/orders/line.tsx": `import type { View } from "@/lib/orders/types"; import { one } from "@/lib/phone/parse-number"; import { paySchema } from "@/lib/checkout/pay-schema"; import type messages from "@/i18n/messages-en"; export const line = (view: View) => [view, one, paySchema as typeof messages];`,
  "lib/orders/types.ts": `export type View = 1;`,
  "app/[locale]/(shop)/page.tsx": `import { runtime } from "@/lib/runtime"; import { orders } from "@/lib/orders"; import { Button } from "@/components/ui/button"; export default function Page() { return <Button key={String([runtime, orders])} />; }`,
  "app/[locale]/(shop)/pay-action.ts": `"use server"; import type { View } from "@/lib/orders/types"; export type State = View; export async function payAction() { return 1; }`,
  "scripts/start.mjs": `import { spawn } from "node:child_process"; import "./lib/ports.mjs"; spawn(await import("tsx"));`,
  "scripts/lib/ports.mjs": `import net from "node:net"; export { net };`,
  "scripts/worker.ts": `import { runtime } from "@/lib/runtime"; runtime.push(process.env.PORT);`,
  "sandbox/settings.ts": `export const port = process.env.SANDBOX_PORT;`,
  "sandbox/main.ts": `import { port } from "./settings"; import world from "./world/world.json"; export const main = [port, world];`,
  "sandbox/open-test-sandbox.ts": `import Stripe from "stripe"; export const open = Stripe;`,
  "sandbox/world/world.json": "",
  "e2e/pay.test.ts": `import { rows } from "@/db/schema"; import Stripe from "stripe"; rows(Stripe, process.env.CI);`,
  "bench/run.ts": `import world from "@/sandbox/world/world.json"; export const run = world;`,
  "drizzle.config.ts": `export default process.env.DATABASE_URL;`,
};

const check = (changes: Record<string, string> = {}) =>
  checkTree(new Map(Object.entries({ ...HOUSE, ...changes })));

test("a house in order has nothing to say", () => {
  expect(check()).toEqual([]);
});

describe("imports", () => {
  test.each([
    ["core knows nothing of ours", "lib/core/a.ts", "@/lib/phone/parse-number"],
    ["core does not read the environment's file", "lib/core/a.ts", "@/lib/env"],
    ["db knows core alone", "db/a.ts", "@/lib/orders/types"],
    ["a pure folder knows no other", "lib/phone/a.ts", "@/lib/pricing"],
    ["a pure folder knows no database", "lib/pricing/a.ts", "@/db/context"],
    ["the provider layer knows no kit", "lib/providers/registry.ts", "./reloadly"],
    ["a kit knows no other kit", "lib/providers/reloadly/a.ts", "../telecom"],
    ["a kit knows no database", "lib/providers/reloadly/a.ts", "@/db/context"],
    ["a kit knows no env", "lib/providers/reloadly/a.ts", "@/lib/env"],
    ["a kit knows no next", "lib/providers/reloadly/a.ts", "next/headers"],
    ["jobs know no domain", "lib/jobs/a.ts", "@/lib/orders"],
    ["jobs know no mail", "lib/jobs/a.ts", "@/lib/mail"],
    ["a domain knows no other domain", "lib/orders/a.ts", "@/lib/catalog"],
    ["a domain runs nothing of another's types", "lib/orders/a.ts", "@/lib/catalog/types"],
    ["a domain knows no flow", "lib/orders/a.ts", "@/lib/checkout"],
    ["a domain knows no env", "lib/orders/a.ts", "@/lib/env"],
    ["a domain reaches jobs by their door", "lib/orders/a.ts", "@/lib/jobs/run"],
    ["a domain knows no next", "lib/orders/a.ts", "next/cache"],
    ["stripe belongs to payments", "lib/orders/a.ts", "stripe"],
    ["graphile-worker belongs to jobs", "lib/orders/a.ts", "graphile-worker"],
    ["the driver belongs to db", "lib/orders/a.ts", "postgres"],
    ["a flow enters a domain by its door", "lib/checkout/a.ts", "@/lib/orders/lock"],
    ["a flow reads no rows", "lib/checkout/a.ts", "@/db/schema"],
    ["a flow uses no drizzle", "lib/checkout/a.ts", "drizzle-orm"],
    ["a flow knows no other flow", "lib/checkout/a.ts", "@/lib/fulfilment"],
    ["a flow knows no kit", "lib/fulfilment/a.ts", "@/lib/providers/reloadly"],
    ["a flow knows no runtime", "lib/fulfilment/a.ts", "@/lib/runtime"],
    ["runtime writes no queries", "lib/runtime.ts", "drizzle-orm"],
    ["components enter no domain", "components/a.tsx", "@/lib/orders"],
    ["components know no provider layer", "components/a.tsx", "@/lib/providers/spec"],
    ["components know no pricing", "components/a.tsx", "@/lib/pricing"],
    ["components know no app", "components/a.tsx", "@/app/[locale]/(shop)/pay-action"],
    ["components know no runtime", "components/a.tsx", "@/lib/runtime"],
    ["components carry no texts", "components/a.tsx", "@/messages/en/shop.json"],
    ["components carry no texts by a detour", "components/a.tsx", "@/i18n/messages-en"],
    ["app knows no database", "app/a.ts", "@/db/context"],
    ["app knows no drizzle", "app/a.ts", "drizzle-orm/pg-core"],
    ["app knows no stripe", "app/a.ts", "stripe"],
    ["app knows no kit", "app/a.ts", "@/lib/providers/reloadly"],
    ["app enters a domain by its door", "app/a.ts", "@/lib/orders/lock"],
    ["the sandbox shares nothing", "sandbox/a.ts", "@/lib/core/money"],
    ["not even in its tests", "sandbox/a.test.ts", "../lib/core/money"],
    ["the sandbox's server needs no Stripe", "sandbox/a.ts", "stripe"],
    ["the shop knows no sandbox", "lib/catalog/a.ts", "@/sandbox/settings"],
    ["the shop knows no answers", "lib/catalog/a.ts", "@/sandbox/world/world.json"],
    ["nothing imports e2e", "app/a.ts", "@/e2e/pay.test"],
    ["nothing imports bench, tests neither", "lib/core/a.test.ts", "@/bench/run"],
    ["what tests use stays with them", "lib/orders/a.ts", "@/db/testing"],
  ])("%s", (_, path, specifier) => {
    const found = check({ [path]: `import { one } from "${specifier}"; export const a = one;` });
    expect(found).toMatchObject([{ path, line: 1, rule: "imports" }]);
    expect(found[0]?.text).toContain(specifier);
  });

  test.each([
    ["a re-export", `export { x } from "@/lib/catalog";`],
    ["a re-export of everything", `export * from "@/lib/catalog";`],
    ["a dynamic import", `export const x = () => import("@/lib/catalog");`],
    ["an import of a type's expression", `export type X = import("@/lib/catalog").X;`],
    ["an import of a type", `import type { X } from "@/lib/catalog"; export type Y = X;`],
    ["an import for its effect", `import "@/lib/catalog";`],
  ])("%s is an import too", (_, source) => {
    expect(check({ "lib/orders/a.ts": source })).toMatchObject([{ rule: "imports" }]);
  });

  test("a folder that the house does not know is no home", () => {
    expect(check({ "lib/stuff/a.ts": `export const a = 1;` })).toMatchObject([{ rule: "zones" }]);
  });
});

describe("circles", () => {
  const a = "lib/orders/a.ts";
  const b = "lib/orders/b.ts";
  test.each([
    ["of two files", `import { b } from "./b"; export const a = b;`],
    ["behind a dynamic import", `export const a = () => import("./b");`],
    ["left open by an inline type", `import { type B } from "./b"; export type A = B;`],
  ])("%s are found", (_, source) => {
    const found = check({ [a]: source, [b]: `export { a as b, type A as B } from "./a";` });
    expect(found).toMatchObject([{ rule: "circles", text: expect.stringContaining(`${a}, ${b}`) }]);
  });
  test("of types alone run nowhere and are allowed", () => {
    const source = `import type { B } from "./b"; export type A = B;`;
    expect(check({ [a]: source, [b]: `import type { A } from "./a"; export type B = A;` })).toEqual([]);
  });
  test("that go through a folder's door are found", () => {
    const back = `import { orders } from "."; export const c = orders;`;
    const index = `export { c } from "./c"; export const orders = 1;`;
    expect(check({ "lib/orders/c.ts": back, "lib/orders/index.ts": index })).toMatchObject([
      { rule: "circles" },
    ]);
  });
});

describe("the environment", () => {
  test.each([
    `export const a = process.env.A;`,
    `export const a = process["env"];`,
    `const { env } = process; export const a = env;`,
    `import { env } from "node:process"; export const a = env;`,
  ])("is read elsewhere: %s", (source) => {
    expect(check({ "lib/orders/a.ts": source })).toMatchObject([{ rule: "environment", line: 1 }]);
    expect(check({ "sandbox/a.ts": source })).toMatchObject([{ rule: "environment" }]);
  });
  test("a word in a comment or text is no reading", () => {
    const source = `/* process.env */ export const a = "process.env.A"; export const b = process.pid;`;
    expect(check({ "lib/orders/a.ts": source })).toEqual([]);
  });
});

describe("server actions", () => {
  const path = "app/a-action.ts";
  test.each([
    ["a constant", `export const limit = 3;`],
    ["a function that is not async", `export function payAction() {}`],
    ["a function under another name", `async function pay() {} export { pay };`],
    ["a re-export", `export * from "./b";`],
    ["a class", `export class Pay {}`],
    ["a read", `export async function readOrders() {}`],
    ["a read in an arrow", `export const listOrders = async () => 1;`],
  ])("may not be %s", (_, source) => {
    expect(check({ [path]: `"use server"; ${source}` })).toMatchObject([{ rule: "server-actions" }]);
    expect(check({ [path]: source })).toEqual([]);
  });
});

describe("launchers", () => {
  test("load nothing that must first be installed, at no depth", () => {
    const found = check({ "scripts/lib/ports.mjs": `import pg from "postgres"; export { pg };` });
    expect(found).toMatchObject([{ rule: "launchers", path: "scripts/lib/ports.mjs" }]);
    expect(check({ "scripts/other.mjs": `import pg from "postgres"; export { pg };` })).toEqual([]);
  });
});

describe("names", () => {
  test.each([
    "lib/orders/lockOrder.ts",
    "lib/orders/Lock.ts",
    "lib/orders/utils.ts",
    "lib/orders/helpers.test.ts",
    "lib/orders/queries.ts",
    "components/common/card.tsx",
    "components/Orders/card.tsx",
    "sandbox/misc.ts",
    "app/shared/a.ts",
  ])("%s is refused", (path) => {
    expect(check({ [path]: `export const a = 1;` })).toMatchObject([{ rule: "names", path }]);
  });
  test.each([
    "app/api/auth/[...nextauth]/route.ts",
    "app/[locale]/(shop)/not-found.tsx",
    "next.config.mjs",
    "e2e/journeys/happy-path.spec.ts",
    "lib/env.test.ts",
  ])("%s is fine", (path) => {
    expect(check({ [path]: `export const a = 1;` })).toEqual([]);
  });
});
