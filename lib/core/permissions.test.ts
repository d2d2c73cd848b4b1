import { expect, test } from "vitest";
import { assertMay, NotPermitted } from "./permissions";

test("only staff with the permission pass", () => {
  expect(() => assertMay({ kind: "staff", role: "owner" }, "orders.read")).not.toThrow();
  for (const actor of [
    { kind: "staff" },
    { kind: "buyer" },
    { kind: "system" },
    { kind: "buyer", role: "owner" as const },
  ])
    expect(() => assertMay(actor, "orders.read")).toThrow(NotPermitted);
});
