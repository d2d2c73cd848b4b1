import { countTries, DOWN_FOR } from "../count-tries";
import type { Outside } from "../outside";
import { REVERSED_AFTER, SECOND } from "../plan-scenario";
import { readWorld } from "../world/read-world";
import type { Order } from "./read-recharge";
import { WIRE_ERRORS, type WireError } from "./wire-body";

/** How a recharge goes; times in milliseconds of unscaled time. */
export interface Plan {
  /** The caller is held on the line for so long before anything happens; undefined: as long as an operator takes. */
  heldFor?: number;
  /** Held, then refused. */
  refusedLate?: WireError;
  /** Nothing is bought and the connection just ends. */
  lost?: boolean;
  /** Share of what was ordered that is recharged. */
  percent: number;
  /** Credited only so long after the answer. */
  creditedAfter?: number;
  reversedAfter?: number;
  answer: { ending?: "drop" | "cut"; lateBy?: number; as?: "failure" | "unknown-status" };
}

const WHOLE: Plan = { percent: 100, answer: {} };

const PLANS: Record<string, Plan> = {
  "0001": { ...WHOLE, heldFor: 8 * SECOND },
  "0002": { ...WHOLE, heldFor: 8 * SECOND, refusedLate: WIRE_ERRORS.down },
  "0005": { ...WHOLE, answer: { as: "failure" } },
  "0007": { ...WHOLE, heldFor: 100 * SECOND, lost: true },
  "0008": { ...WHOLE, answer: { ending: "drop" } },
  "0009": { ...WHOLE, lost: true },
  "0010": { ...WHOLE, answer: { lateBy: 100 * SECOND } },
  "0011": { ...WHOLE, percent: 80 },
  "0012": { ...WHOLE, reversedAfter: REVERSED_AFTER },
  "0016": { ...WHOLE, answer: { ending: "cut" } },
  "0017": { ...WHOLE, creditedAfter: 8 * SECOND, answer: { as: "unknown-status" } },
};

export const planScenario = (scenario: string | undefined): Plan =>
  (scenario === undefined ? undefined : PLANS[scenario]) ?? WHOLE;

/** Refusals that scenarios ask for. An operator that is down is counted per number, and is down anew after a success. */
export function createRefusals(outside: Outside) {
  const world = readWorld();
  const troubled = countTries(outside, "a1topup-tries");

  return (scenario: string | undefined, { mobile, operator }: Order): WireError | undefined => {
    switch (scenario) {
      case "0003":
      case "0006":
        return WIRE_ERRORS.mobile;
      case "0014":
        return troubled(mobile, DOWN_FOR) ? WIRE_ERRORS.down : undefined;
      case "0018":
        return WIRE_ERRORS.balance;
      case "0020":
        return world.servingOperator(`91${mobile}`, "IN")?.key === operator.worldKey
          ? undefined
          : WIRE_ERRORS.mobile;
      default:
        return undefined;
    }
  };
}
