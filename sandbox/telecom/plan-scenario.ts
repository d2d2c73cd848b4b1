import type { Ending } from "../outside";
import { createPlanner, SECOND, type ScenarioPlan as Planned } from "../plan-scenario";
import type { Step, Transaction } from "./transaction";

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

export type ScenarioPlan = Planned<Answering, Pending>;

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

export const planScenario = createPlanner({ answers: ANSWERS, pending: PENDING });
