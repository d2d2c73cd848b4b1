import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mails } from "@/db/schema";
import { writeMail, type Mailer } from "@/lib/mail";
import { openTestShop, type Shop } from "./testing";
import { workMail } from "./work-mail";

let shop: Shop;
const sent: Parameters<Mailer["send"]>[0][] = [];

beforeAll(async () => {
  shop = await openTestShop();
});

afterAll(() => shop.close());

/** Writes a sign-in mail whose link ends at `until`, and lets the job work on it. */
async function workLink(until: Date) {
  const key = `sign-in:${until.toISOString()}`;
  const data = { link: "sealed:http://shop.test/open?token=t0ken", until: until.toISOString() };
  await writeMail(shop.ctx, { template: "sign-in", to: "owner@shop.test", dedupeKey: key, data });
  const [mail] = await shop.ctx.db.select().from(mails).where(eq(mails.dedupeKey, key));
  const ctx = {
    ...shop.ctx,
    artefacts: { seal: (plain: string) => plain, open: (sealed: string) => sealed.replace("sealed:", "") },
    mailer: { send: async (body: (typeof sent)[number]) => void sent.push(body) },
  };
  await workMail(ctx, { id: mail?.id });
  const [after] = await shop.ctx.db.select().from(mails).where(eq(mails.dedupeKey, key));
  return after;
}

test("a sign-in mail carries its link opened, in both its forms", async () => {
  const after = await workLink(new Date(Date.now() + 60_000));
  expect(after?.state).toBe("sent");
  expect(sent.at(-1)).toMatchObject({ to: "owner@shop.test" });
  for (const form of [sent.at(-1)?.html, sent.at(-1)?.text])
    expect(form).toContain("http://shop.test/open?token=t0ken");
});

test("a link that has ended is not sent any more", async () => {
  const before = sent.length;
  const after = await workLink(new Date(Date.now() - 1000));
  expect(after).toMatchObject({ state: "failed", nextTryAt: null });
  expect(sent).toHaveLength(before);
});
