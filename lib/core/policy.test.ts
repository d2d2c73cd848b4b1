import { describe, expect, test } from "vitest";
import { createPolicy } from "./policy";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A share, a number of failures, the scale itself, and how long a person looks at a spinner. */
const UNSCALED = ["timeScale", "costTolerance", "circuitFailures", "lookupWait", "lookupGrace"];

describe("waits", () => {
  test("are those of the design when live", () => {
    expect(createPolicy(1)).toMatchObject({
      timeScale: 1,
      quoteLife: 30 * MINUTE,
      sessionLife: 45 * MINUTE,
      buyerToldOfDoubt: 20_000,
      staffAlert: 15 * MINUTE,
      reviewBy: 24 * HOUR,
      releaseBeforeCaptureEnd: 24 * HOUR,
      noClaimBeforeCaptureEnd: 48 * HOUR,
      temporaryRetry: 15 * MINUTE,
      temporaryRetryUntil: 6 * HOUR,
      sameNumberGuard: 2 * MINUTE,
    });
  });
  test("all shrink by the scale, none to nothing", () => {
    const [live, fast] = [createPolicy(1), createPolicy(1000)];
    for (const [name, wait] of Object.entries(live)) {
      if (typeof wait !== "number" || UNSCALED.includes(name)) continue;
      expect([name, fast[name as keyof typeof fast]]).toEqual([name, Math.round(wait / 1000)]);
    }
    expect(createPolicy(10_000).scaled(1)).toBe(1);
    expect(fast.costTolerance).toBe(live.costTolerance);
  });
  test("keep their order at any scale: each safety margin stays one", () => {
    for (const scale of [1, 20, 600, 10_000]) {
      const policy = createPolicy(scale);
      expect(policy.quoteLife).toBeLessThan(policy.sessionLife);
      expect(policy.leaseMargin).toBeLessThan(policy.leaseSlack);
      expect(policy.longestSleep).toBeLessThan(policy.staffAlert);
      expect(policy.releaseBeforeCaptureEnd).toBeLessThan(policy.noClaimBeforeCaptureEnd);
    }
  });
});

describe("a doubtful attempt", () => {
  test("is asked about at 3 s, 10 s, 30 s, 1 min, 2 min, then every 5 min", () => {
    const { nextLook } = createPolicy(1);
    const waits = [0, 1, 2, 3, 4, 5, 6, 100].map(nextLook);
    expect(waits).toEqual([3000, 10_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE]);
  });
  test("faster on a faster clock", () => {
    expect(createPolicy(100).nextLook(1)).toBe(100);
  });
});
