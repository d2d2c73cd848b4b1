import type { Collection, Outside } from "../outside";
import { readWorld } from "../world/read-world";
import type { OrderStatus, Step } from "./invoice";
import type { CartItem } from "./read-cart";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export interface PayPlan {
  /** Nothing is paid, the connection just ends. */
  lost: boolean;
  /** The payment is refused for want of money. */
  broke: boolean;
  /** Instead of a delivery after the usual wait: the status meanwhile and what follows; null means never. */
  pending: { status: OrderStatus; next: { after: number; step: Step } | null } | undefined;
  /** Hundredths of the value that arrive. */
  share: number;
  reversible: boolean;
  answer: { ending?: "drop" | "cut"; error?: WireError; lateBy?: number };
}

const pending = (step: Step, after: number): PayPlan["pending"] => ({
  status: "created",
  next: { after, step },
});

const PENDING: Record<string, PayPlan["pending"]> = {
  "0001": pending("deliver", 8 * SECOND),
  "0002": pending("fail", 8 * SECOND),
  "0007": { status: "created", next: null },
  "0015": pending("deliver", 4 * SECOND),
  "0017": { status: "settling", next: { after: 8 * SECOND, step: "deliver" } },
};
const ANSWERS: Record<string, PayPlan["answer"]> = {
  "0005": { error: wireErrors.server },
  "0008": { ending: "drop" },
  "0010": { lateBy: 100 * SECOND },
  "0016": { ending: "cut" },
};

export const REVERSED_AFTER = 20 * SECOND;

/** What paying does for a number of this scenario. */
export function planPayment(scenario: string | undefined, plainAirtime: boolean): PayPlan {
  const refused = scenario === "0006" && plainAirtime;
  return {
    lost: scenario === "0009",
    broke: scenario === "0018",
    pending: refused ? pending("fail", 0) : PENDING[scenario ?? ""],
    share: scenario === "0011" ? 80 : 100,
    reversible: scenario === "0012",
    answer: ANSWERS[scenario ?? ""] ?? {},
  };
}

interface Tries {
  id: string;
  count: number;
  firstAt: number;
}

const DOWN_TRIES = 2;
const DOWN_FOR = 20 * MINUTE;
const THROTTLED_TRIES = 2;

/** Refusals at the creation of an invoice; what ends after some tries is counted per number and starts anew after a success. */
export function createRefusals(outside: Outside) {
  const tries: Collection<Tries> = outside.collection("bitrefill-tries");
  const world = readWorld();

  const isOver = (id: string, most: { tries: number; time: number }): boolean => {
    const known = tries.get(id);
    const { count, firstAt } = tries.put({
      id,
      count: (known?.count ?? 0) + 1,
      firstAt: known?.firstAt ?? outside.now(),
    });
    const over = count > most.tries || outside.now() - firstAt > most.time;
    if (over) tries.remove(id);
    return over;
  };

  return (scenario: string | undefined, item: CartItem): WireError | undefined => {
    const id = `${scenario} ${item.recipient ?? item.product.id}`;
    switch (scenario) {
      case "0003":
        return wireErrors.phone;
      case "0014":
        return isOver(id, { tries: DOWN_TRIES, time: outside.scaled(DOWN_FOR) })
          ? undefined
          : wireErrors.outOfStock;
      case "0019":
        return isOver(id, { tries: THROTTLED_TRIES, time: Infinity }) ? undefined : wireErrors.tooMany;
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
