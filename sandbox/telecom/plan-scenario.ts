import type { Ending } from "../outside";
import type { Step, Transaction } from "./transaction";

const SECOND = 1000;

/** How the answer to a purchase reaches the caller, once the purchase is done. */
export interface Answering {
  ending?: Ending;
  /** HTTP 500 instead of the answer. */
  fails?: boolean;
  /** Milliseconds of unscaled time. */
  lateBy?: number;
}

/** Accepted first: status meanwhile, and what happens after `after` milliseconds of unscaled time; null means never. */
export interface Pending {
  status: Transaction["status"];
  next: { after: number; step: Step; silent?: boolean } | null;
}

export interface ScenarioPlan {
  answer: Answering;
  /** Nothing is bought, the connection just ends. */
  lost: boolean;
  /** Undefined: completed before the answer. */
  pending: Pending | undefined;
  /** Part of the promised amount that arrives. */
  share: number;
  reversible: boolean;
}

const accepted = (step: Step, after: number): Pending => ({ status: "pending", next: { after, step } });

const PENDING: Record<string, Pending> = {
  "0001": accepted("complete", 8 * SECOND),
  "0002": accepted("fail", 8 * SECOND),
  "0007": { status: "pending", next: null },
  "0015": accepted("complete", 3 * SECOND),
  "0017": { status: "settling", next: { after: 8 * SECOND, step: "complete", silent: true } },
};

const ANSWERS: Record<string, Answering> = {
  "0005": { fails: true },
  "0008": { ending: "drop" },
  "0010": { lateBy: 40 * SECOND },
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
