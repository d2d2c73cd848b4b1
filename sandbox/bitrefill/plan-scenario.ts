import { countTries, DOWN_FOR } from "../count-tries";
import type { Outside } from "../outside";
import { createPlanner, SECOND, type ScenarioPlan } from "../plan-scenario";
import { readWorld } from "../world/read-world";
import type { OrderStatus, Step } from "./invoice";
import type { CartItem } from "./read-cart";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

interface Answer {
  ending?: "drop" | "cut";
  error?: WireError;
  lateBy?: number;
}
/** Instead of a delivery after the usual wait: the status meanwhile and what follows; null means never. */
interface Pending {
  status: OrderStatus;
  next: { after: number; step: Step } | null;
}

/** What paying does; where it is lost, nothing is paid. */
export interface PayPlan extends ScenarioPlan<Answer, Pending> {
  /** The payment is refused for want of money. */
  broke: boolean;
}

const pending = (step: Step, after: number): Pending => ({
  status: "created",
  next: { after, step },
});

const PENDING: Record<string, Pending> = {
  "0001": pending("deliver", 8 * SECOND),
  "0002": pending("fail", 8 * SECOND),
  "0007": { status: "created", next: null },
  "0015": pending("deliver", 4 * SECOND),
  "0017": { status: "settling", next: { after: 8 * SECOND, step: "deliver" } },
};
const ANSWERS: Record<string, Answer> = {
  "0005": { error: wireErrors.server },
  "0008": { ending: "drop" },
  "0010": { lateBy: 100 * SECOND },
  "0016": { ending: "cut" },
};

const planScenario = createPlanner({ answers: ANSWERS, pending: PENDING });

/** What paying does for a number of this scenario. */
export function planPayment(scenario: string | undefined, plainAirtime: boolean): PayPlan {
  const plan = { ...planScenario(scenario), broke: scenario === "0018" };
  return scenario === "0006" && plainAirtime ? { ...plan, pending: pending("fail", 0) } : plan;
}

/** Refusals at the creation of an invoice; what ends after some tries is counted per number and starts anew after a success. */
export function createRefusals(outside: Outside) {
  const world = readWorld();
  const troubled = countTries(outside, "bitrefill-tries");

  return (scenario: string | undefined, item: CartItem): WireError | undefined => {
    const id = `${scenario} ${item.recipient ?? item.product.id}`;
    switch (scenario) {
      case "0003":
        return wireErrors.phone;
      case "0014":
        return troubled(id, DOWN_FOR) ? wireErrors.outOfStock : undefined;
      case "0019":
        return troubled(id) ? wireErrors.tooMany : undefined;
      case "0020": {
        const { recipient, product } = item;
        const serving = recipient && world.servingOperator(recipient.slice(1), product.country);
        return serving && serving.key === product.worldKey ? undefined : wireErrors.operator;
      }
      default:
        return undefined;
    }
  };
}
