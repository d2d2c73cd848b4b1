import { expect, test } from "vitest";
import {
  assertMay,
  FactorNeeded,
  may,
  needsFactor,
  NotPermitted,
  PERMISSIONS,
  STAFF_ROLES,
} from "./permissions";

test("only staff with the permission pass", () => {
  expect(() => assertMay({ kind: "staff", role: "owner" }, "orders.read")).not.toThrow();
  for (const actor of [
    { kind: "staff" },
    { kind: "buyer" },
    { kind: "system" },
    { kind: "buyer", role: "owner" as const, raised: true },
  ])
    expect(() => assertMay(actor, "orders.read")).toThrow(NotPermitted);
});

test("what moves money wants a raised session, of every role that may", () => {
  for (const role of STAFF_ROLES)
    for (const permission of PERMISSIONS) {
      const actor = { kind: "staff", role };
      if (!may(actor, permission)) expect(() => assertMay(actor, permission)).toThrow(NotPermitted);
      else if (needsFactor(permission)) expect(() => assertMay(actor, permission)).toThrow(FactorNeeded);
      else expect(() => assertMay(actor, permission)).not.toThrow();
      const raised = { ...actor, raised: true };
      if (may(actor, permission)) expect(() => assertMay(raised, permission)).not.toThrow();
      else expect(() => assertMay(raised, permission)).toThrow(NotPermitted);
    }
});

test("one person may be allowed more than their role, or less", () => {
  const support = { kind: "staff", role: "support" as const };
  expect(may({ ...support, granted: ["books.read"] }, "books.read")).toBe(true);
  expect(may({ ...support, withdrawn: ["orders.refund"] }, "orders.refund")).toBe(false);
  expect(may({ ...support, granted: ["books.read"], withdrawn: ["books.read"] }, "books.read")).toBe(false);
  expect(may({ kind: "buyer", granted: ["books.read"] }, "books.read")).toBe(false);
});
