import { countTries, DOWN_FOR } from "../count-tries";
import type { Outside } from "../outside";
import { createPlanner, SECOND, type ScenarioPlan as Planned } from "../plan-scenario";
import { readWorld } from "../world/read-world";
import type { Order } from "./read-order";
import type { TopUp } from "./top-up";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

/** How the answer to a purchase reaches the caller, once the purchase is done. */
export interface Answer {
  ending?: "drop" | "cut";
  error?: WireError;
  /** Milliseconds of unscaled time. */
  lateBy?: number;
}

/** Accepted first: status meanwhile, and what happens after `after` milliseconds of unscaled time; null means never. */
export interface Pending {
  status: TopUp["status"];
  next: { after: number; step: "deliver" | "refund"; silent?: boolean } | null;
}

export type ScenarioPlan = Planned<Answer, Pending>;

const accepted = (step: "deliver" | "refund", after: number): Pending => ({
  status: "PROCESSING",
  next: { after, step },
});

const PENDING: Record<string, Pending> = {
  "0001": accepted("deliver", 8 * SECOND),
  "0002": accepted("refund", 8 * SECOND),
  "0007": { status: "PROCESSING", next: null },
  "0015": accepted("deliver", 3 * SECOND),
  "0017": { status: "SETTLING", next: { after: 8 * SECOND, step: "deliver", silent: true } },
};

const ANSWERS: Record<string, Answer> = {
  "0005": { error: wireErrors.notProcessed },
  "0008": { ending: "drop" },
  "0010": { lateBy: 100 * SECOND },
  "0016": { ending: "cut" },
};

export const planScenario = createPlanner({ answers: ANSWERS, pending: PENDING });

/** Refusals that scenarios ask for; what ends after some tries is counted per number and starts anew after a success. */
export function createRefusals(outside: Outside) {
  const world = readWorld();
  const troubled = countTries(outside, "reloadly-tries");

  return (scenario: string | undefined, order: Order): WireError | undefined => {
    const id = `${scenario} ${order.phone ?? order.email}`;
    switch (scenario) {
      case "0003":
        return wireErrors.badPhone;
      case "0006":
        return order.operator.kind === "bundle" || order.operator.kind === "data"
          ? undefined
          : wireErrors.refusedByOperator;
      case "0014":
        return troubled(id, DOWN_FOR) ? wireErrors.operatorDown : undefined;
      case "0018":
        return wireErrors.insufficientBalance;
      case "0019":
        return troubled(id) ? wireErrors.rateLimited : undefined;
      case "0020": {
        const serving = order.phone && world.servingOperator(order.phone, order.operator.country);
        return serving && serving.key === order.operator.worldKey ? undefined : wireErrors.phoneMismatch;
      }
      default:
        return undefined;
    }
  };
}
