import { countTries, DOWN_FOR } from "../count-tries";
import type { Outside } from "../outside";
import { createPlanner, SECOND, type ScenarioPlan as Planned } from "../plan-scenario";
import { readWorld } from "../world/read-world";
import type { Order } from "./read-order";
import type { ResponseCode } from "./response-codes";
import type { Next } from "./settle-transactions";

/** How the answer to a purchase reaches the caller, once the purchase is made. */
export interface Answer {
  ending?: "drop" | "cut";
  /** HTTP status instead of the answer. */
  status?: number;
  /** Milliseconds of unscaled time. */
  lateBy?: number;
}

interface Pending {
  code: ResponseCode;
  next: Next | null;
}

export type ScenarioPlan = Planned<Answer, Pending>;

const PENDING: Record<string, Pending> = {
  "0001": { code: "852", next: { after: 8 * SECOND, step: "deliver" } },
  "0002": { code: "852", next: { after: 8 * SECOND, step: "fail" } },
  "0007": { code: "852", next: null },
  "0015": { code: "852", next: { after: 3 * SECOND, step: "deliver" } },
  "0017": { code: "777", next: { after: 8 * SECOND, step: "deliver" } },
};

const ANSWERS: Record<string, Answer> = {
  "0005": { status: 500 },
  "0008": { ending: "drop" },
  "0010": { lateBy: 140 * SECOND },
  "0016": { ending: "cut" },
};

export const planScenario = createPlanner({ answers: ANSWERS, pending: PENDING });

/** Refusals that scenarios ask for; what ends after some tries is counted per number and starts anew after a success. */
export function createRefusals(outside: Outside) {
  const world = readWorld();
  const troubled = countTries(outside, "valuetopup-tries");
  const isServed = ({ recipient, sku }: Order): boolean => {
    const serving = world.servingOperator(recipient.slice(1), sku.product.country);
    return sku.product.worldKey === null || serving?.key === sku.product.worldKey;
  };

  return (scenario: string | undefined, order: Order): ResponseCode | "throttled" | undefined => {
    const id = `${scenario} ${order.recipient}`;
    switch (scenario) {
      case "0003":
        return "501";
      case "0006":
        return order.sku.product.subCategory === "Airtime" ? "502" : undefined;
      case "0014":
        return troubled(id, DOWN_FOR) ? "041" : undefined;
      case "0018":
        return "003";
      case "0019":
        return troubled(id) ? "throttled" : undefined;
      case "0020":
        return isServed(order) ? undefined : "501";
      default:
        return undefined;
    }
  };
}
