import { expect, it } from "vitest";
import { createSeal } from "@/lib/core/seal";
import { messageSchema, requestSchema } from "./request-schema";
import { openRequest, REQUEST_DAYS, sealRequest } from "./top-up-request";

const KEY = Buffer.alloc(32, 7).toString("base64");
const NOW = new Date("2026-11-26T12:00:00Z");
const at = (days: number) => ({
  artefacts: createSeal(KEY),
  clock: { now: () => new Date(NOW.getTime() + days * 86_400_000) },
});
const asked = {
  number: "+2348031234567",
  country: "NG",
  amount: "1000",
  name: "Ngozi",
  message: "For the week",
};

it("is read back from its link, and from nothing else", () => {
  const token = sealRequest(at(0), asked);
  expect(token).toMatch(/^[\w-]{40,400}$/);
  expect(token).not.toContain("8031234567");
  expect(openRequest(at(0), token)).toEqual({ ...asked, until: "2026-12-10T12:00:00.000Z" });
  expect(openRequest(at(0), `${token.slice(0, -2)}AA`)).toBeNull();
  expect(openRequest(at(0), token.slice(0, 60))).toBeNull();
  for (const none of ["", "a", "%00", "x".repeat(5000)]) expect(openRequest(at(0), none)).toBeNull();
});

it("ends", () => {
  const token = sealRequest(at(0), asked);
  expect(openRequest(at(REQUEST_DAYS - 0.1), token)).toMatchObject(asked);
  expect(openRequest(at(REQUEST_DAYS), token)).toBe("over");
});

it("takes nothing that was sealed for another purpose", () => {
  const pin = Buffer.from(createSeal(KEY).seal('{"code":"1234"}'), "base64").toString("base64url");
  expect(openRequest(at(0), pin)).toBeNull();
});

it("refuses links and what is too long, and tidies the rest", () => {
  for (const typed of ["see https://x.test", "www.win.example", "go to win-money.com now", "mail me@x.y"]) {
    expect(messageSchema.safeParse(typed).error?.issues[0]?.message, typed).toBe("message-has-link");
  }
  expect(messageSchema.safeParse("x".repeat(141)).error?.issues[0]?.message).toBe("message-too-long");
  expect(messageSchema.parse("  Dr. Ada:  5.30 pm…\nok? ")).toBe("Dr. Ada: 5.30 pm… ok?");
  const amount = (typed: string) => requestSchema.safeParse({ amount: typed, name: "", message: "" }).success;
  expect(["", "1000", "12,50", "0.5"].map(amount)).toEqual([true, true, true, true]);
  expect(["-1", "0", "1e9", "ten", "1.2345"].map(amount)).toEqual([false, false, false, false, false]);
});
