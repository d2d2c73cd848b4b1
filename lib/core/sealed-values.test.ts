import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSeal } from "./seal";
import { isSealed, openValues, sealValues, shownValues } from "./sealed-values";

const { seal, open } = createSeal(randomBytes(32).toString("base64"));
const typed = { boostPin: "4711", senderName: "Ama Mensah" };

test("what is secret is kept sealed, all else as it was typed, and both are sent as they were typed", () => {
  const kept = sealValues(typed, (name) => name === "boostPin", seal);
  expect(kept.senderName).toBe("Ama Mensah");
  expect(isSealed(kept.boostPin ?? "")).toBe(true);
  expect(JSON.stringify(kept)).not.toContain("4711");
  expect(openValues(kept, open)).toEqual(typed);
  expect(shownValues(kept)).toEqual({ boostPin: "····", senderName: "Ama Mensah" });
});
