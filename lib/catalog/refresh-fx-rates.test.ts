import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { readFxTable } from "./read-fx-table";
import { refreshFxRates } from "./refresh-fx-rates";

let database: TestDatabase;
let server: Server;
let answer = { status: 200, body: "" };
beforeAll(async () => {
  database = await createTestDatabase();
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server?.close();
  await database?.close();
});

const refresh = (body: unknown, status = 200) => {
  answer = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
  const { port } = server.address() as AddressInfo;
  return refreshFxRates(database.ctx, { url: `http://127.0.0.1:${port}/latest`, fetch });
};

test("rates are kept, renewed, and left alone when the source fails; a new base takes over", async () => {
  expect(await readFxTable(database.ctx)).toEqual({ base: "USD", rates: {} });
  const first = {
    base: "USD",
    rates: { EUR: "0.92", NGN: 1532.5, XXX: "0", bad: "1", JPY: "abc", BTC: "3.8e-5" },
  };
  expect(await refresh(first)).toEqual({ ok: true, value: 3 });
  const kept = { base: "USD", rates: { EUR: "0.92", NGN: "1532.5", BTC: "0.000038" } };
  expect(await readFxTable(database.ctx)).toEqual(kept);
  for (const failing of ["{", { rates: {} }, { base: "USD", rates: {} }]) {
    expect(await refresh(failing)).toMatchObject({ ok: false, failure: { code: "fx-unavailable" } });
  }
  expect(await refresh(first, 503)).toMatchObject({ failure: { detail: "HTTP 503" } });
  expect(await readFxTable(database.ctx)).toEqual(kept);
  await refresh({ base: "USD", rates: { EUR: "0.93" } });
  expect((await readFxTable(database.ctx)).rates.EUR).toBe("0.93");
  await refresh({ base: "EUR", rates: { USD: "1.08" } });
  expect(await readFxTable(database.ctx)).toEqual({ base: "EUR", rates: { USD: "1.08" } });
  await database.ctx.db.execute(sql`insert into app_clock (ahead) values ('8 days')`);
  expect((await readFxTable(database.ctx)).rates).toEqual({});
});
