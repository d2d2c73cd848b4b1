import type { Collection, Outside } from "../outside";
import { readWorld } from "../world/read-world";
import type { Order } from "./read-order";
import type { ResponseCode } from "./response-codes";
import type { Next } from "./settle-transactions";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How the answer to a purchase reaches the caller, once the purchase is made. */
export interface Answer {
  ending?: "drop" | "cut";
  /** HTTP status instead of the answer. */
  status?: number;
  /** Milliseconds of unscaled time. */
  lateBy?: number;
}

export interface ScenarioPlan {
  answer: Answer;
  /** Nothing is bought, the connection just ends. */
  lost: boolean;
  /** Undefined: delivered before the answer. */
  pending: { code: ResponseCode; next: Next | null } | undefined;
  /** Part of the promised amount that arrives. */
  share: number;
  reversible: boolean;
}

const PENDING: Record<string, NonNullable<ScenarioPlan["pending"]>> = {
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

export function planScenario(scenario: string | undefined): ScenarioPlan {
  return {
    answer: (scenario && ANSWERS[scenario]) || {},
    lost: scenario === "0009",
    pending: scenario ? PENDING[scenario] : undefined,
    share: scenario === "0011" ? 0.8 : 1,
    reversible: scenario === "0012",
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

/** Refusals that scenarios ask for; what ends after some tries is counted per number and starts anew after a success. */
export function createRefusals(outside: Outside) {
  const tries: Collection<Tries> = outside.collection("valuetopup-tries");
  const world = readWorld();
  const passesNow = (id: string, most: { tries: number; time: number }): boolean => {
    const known = tries.get(id);
    const now = outside.now();
    const { count, firstAt } = tries.put({
      id,
      count: (known?.count ?? 0) + 1,
      firstAt: known?.firstAt ?? now,
    });
    const over = count > most.tries || now - firstAt > most.time;
    if (over) tries.remove(id);
    return over;
  };
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
        return passesNow(id, { tries: DOWN_TRIES, time: outside.scaled(DOWN_FOR) }) ? undefined : "041";
      case "0018":
        return "003";
      case "0019":
        return passesNow(id, { tries: THROTTLED_TRIES, time: Infinity }) ? undefined : "throttled";
      case "0020":
        return isServed(order) ? undefined : "501";
      default:
        return undefined;
    }
  };
}
