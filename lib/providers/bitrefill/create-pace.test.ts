import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPace } from "./create-pace";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

test("no window of its length ever sees more calls than it allows, and none is lost", async () => {
  const take = createPace({ calls: 3, perMs: 1_000 });
  await vi.advanceTimersByTimeAsync(50);
  const at: number[] = [];
  const begun = performance.now();
  const all = Array.from({ length: 8 }, async () => {
    await take();
    at.push(performance.now() - begun);
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(at).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(999);
  expect(at).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(1);
  expect(at).toHaveLength(6);
  await vi.advanceTimersByTimeAsync(2_000);
  await Promise.all(all);
  expect(at).toHaveLength(8);
  at.forEach((time, index) => {
    const earlier = at[index - 3];
    if (earlier !== undefined) expect(time - earlier).toBeGreaterThanOrEqual(1_000);
  });
});

test("who comes late does not wait", async () => {
  const take = createPace({ calls: 1, perMs: 1_000 });
  await vi.advanceTimersByTimeAsync(50);
  await take();
  await vi.advanceTimersByTimeAsync(1_500);
  let taken = false;
  void take().then(() => (taken = true));
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toBe(true);
});
