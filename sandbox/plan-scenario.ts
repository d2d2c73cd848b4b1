export const SECOND = 1000;
/** Unscaled milliseconds after which what 0012 delivered is taken back. */
export const REVERSED_AFTER = 20 * SECOND;

/** What a scenario does to a purchase; how it is answered and what is pending is told in each format's own terms. */
export interface ScenarioPlan<Answer, Pending> {
  answer: Partial<Answer>;
  /** Nothing is bought, the connection just ends. */
  lost: boolean;
  /** Undefined: delivered before the answer. */
  pending: Pending | undefined;
  /** Part of the promised amount that arrives. */
  share: number;
  reversible: boolean;
}

/** Plans by the digits of a scenario; without one a purchase is delivered whole. */
export function createPlanner<Answer, Pending>(format: {
  answers: Record<string, Answer>;
  pending: Record<string, Pending>;
}): (scenario: string | undefined) => ScenarioPlan<Answer, Pending> {
  return (scenario = "") => ({
    answer: format.answers[scenario] ?? {},
    lost: scenario === "0009",
    pending: format.pending[scenario],
    share: scenario === "0011" ? 0.8 : 1,
    reversible: scenario === "0012",
  });
}
