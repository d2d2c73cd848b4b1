import { settleReview } from "@/lib/fulfilment";
import type { Verdict } from "./judge";
import type { World } from "./open-world";

/** One of staff looks at the operator's own record and says what it shows. Returns how many orders were settled. */
export async function staffDecide(world: World, waiting: Verdict["waiting"]): Promise<number> {
  const ctx = {
    ...world.ctx,
    actor: { kind: "staff" as const, id: "staff-1", role: "owner" as const, raised: true },
  };
  let settled = 0;
  for (const { orderId, state, credited } of waiting) {
    if (state !== "review") continue;
    const form = {
      verdict: credited ? ("delivered" as const) : ("undelivered" as const),
      reason: "statement" as const,
      note: "by their statement",
      operatorReference: "",
      code: "",
    };
    await world.stage.play({ process: world.processes.web(), name: `staff ${orderId}` }, async () => {
      const done = await settleReview(ctx, { orderId, form });
      if (done.ok) settled += 1;
      world.story.push(`            staff settle ${orderId}: ${done.ok ? done.value : done.failure.code}`);
    });
  }
  return settled;
}
