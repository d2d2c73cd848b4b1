/** One line of the results: what was measured beside its ceiling in the same run. */
export interface Result {
  /** Number of the goal it answers. */
  goal: string;
  what: string;
  measured: string;
  /** What stands beside it, and the ratio where there is one. */
  ceiling: string;
  wanted: string;
  /** `reported` where nothing is demanded. */
  verdict: "met" | "missed" | "reported";
  /** Share of the processors that others used meanwhile. */
  foreign: number | undefined;
}

export const verdictOf = (met: boolean): Result["verdict"] => (met ? "met" : "missed");
