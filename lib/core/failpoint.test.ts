import { afterEach, expect, it } from "vitest";
import { armFailpoints, failpoint, parseFailpoints, type Failpoint } from "./failpoint";

afterEach(() => armFailpoints(undefined));

it("does nothing and waits for nothing unless something is armed", () => {
  expect(failpoint("attempt.claimed")).toBeUndefined();
});

it("calls what is armed at each point, and waits for it", async () => {
  const seen: Failpoint[] = [];
  armFailpoints(async (point) => {
    await Promise.resolve();
    seen.push(point);
  });
  await failpoint("attempt.claimed");
  await failpoint("intent.told");
  expect(seen).toEqual(["attempt.claimed", "intent.told"]);
});

it("reads where a process ends itself", () => {
  expect(parseFailpoints("attempt.claimed=kill@3, intent.told=freeze")).toEqual([
    { point: "attempt.claimed", action: "kill", hit: 3 },
    { point: "intent.told", action: "freeze", hit: 1 },
  ]);
});

it.each([
  "",
  "attempt.claimed",
  "attempt.claimed=crash",
  "attempt=kill",
  "intent.told=kill@0",
  "intent.told=kill,",
])("does not guess what %j means", (text) => expect(parseFailpoints(text)).toBeUndefined());
