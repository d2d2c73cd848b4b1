import type { Collection, Outside } from "../outside";
import { readWorld } from "../world/read-world";
import type { Order } from "./read-order";
import type { TopUp } from "./top-up";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

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

export interface ScenarioPlan {
  answer: Answer;
  /** Nothing is bought, the connection just ends. */
  lost: boolean;
  /** Undefined: delivered before the answer. */
  pending: Pending | undefined;
  /** Part of the promised amount that arrives. */
  share: number;
  reversible: boolean;
}

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

export const REVERSED_AFTER = 20 * SECOND;

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
  const tries: Collection<Tries> = outside.collection("reloadly-tries");
  const world = readWorld();

  const countTry = (id: string): Tries => {
    const known = tries.get(id);
    const now = outside.now();
    return tries.put({ id, count: (known?.count ?? 0) + 1, firstAt: known?.firstAt ?? now });
  };
  const endsWith = (id: string, most: { tries: number; time: number }): boolean => {
    const { count, firstAt } = countTry(id);
    const over = count > most.tries || outside.now() - firstAt > most.time;
    if (over) tries.remove(id);
    return over;
  };

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
        return endsWith(id, { tries: DOWN_TRIES, time: outside.scaled(DOWN_FOR) })
          ? undefined
          : wireErrors.operatorDown;
      case "0018":
        return wireErrors.insufficientBalance;
      case "0019":
        return endsWith(id, { tries: THROTTLED_TRIES, time: Infinity }) ? undefined : wireErrors.rateLimited;
      case "0020": {
        const serving = order.phone && world.servingOperator(order.phone, order.operator.country);
        return serving && serving.key === order.operator.worldKey ? undefined : wireErrors.phoneMismatch;
      }
      default:
        return undefined;
    }
  };
}
