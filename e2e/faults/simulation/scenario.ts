import type { Trial } from "./open-trial";

/** What is done for a fault, and what is expected of it; each in a world of its own. */
export type Scenario = (trial: Trial) => Promise<void>;

/** Scenarios by the number of their fault. A fault may have several, told apart by a word. */
export type Scenarios = Record<number, Scenario | Record<string, Scenario>>;
