import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { engineUrl } from "./engine-url";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function readSettings(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ commits: string; zone: string }[]>`
      select current_setting('synchronous_commit') as commits, current_setting('timezone') as zone`;
    return [row?.commits ?? "", row?.zone ?? ""];
  } finally {
    await sql.end();
  }
}

test("the engine's commits wait for no disk, all others do, and options of the address stay", async () => {
  const url = new URL(database.url);
  url.searchParams.set("options", "-c timezone=Asia/Kolkata");
  expect(await readSettings(url.href)).toEqual(["on", "Asia/Kolkata"]);
  expect(await readSettings(engineUrl(url.href))).toEqual(["off", "Asia/Kolkata"]);
  expect((await readSettings(engineUrl(database.url)))[0]).toBe("off");
});
