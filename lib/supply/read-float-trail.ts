import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { micros } from "@/lib/core/money";
import type { FloatSeen } from "@/lib/providers/spec";
import { weighDoubt, type DoubtWeighed } from "@/lib/providers/weigh-doubt";

/** Our float as the answers around a doubtful attempt told it. A hint for the person who decides, never proof. */
export interface FloatTrail {
  last: FloatSeen | null;
  next: FloatSeen | null;
  /** Absent until both are known. */
  weighed?: DoubtWeighed;
}

const TOLD = `outcome -> 'float' is not null and outcome -> 'float' <> 'null'`;

/** What the float says of an attempt whose end nobody can tell. */
export async function readFloatTrail(ctx: Ctx, attemptId: string): Promise<FloatTrail> {
  const [row] = await runStatement(
    ctx,
    (place) => `select a.expected_micros, a.expected_currency,
        (select outcome -> 'float' from attempts l where l.provider = a.provider and l.created_at < a.created_at and ${TOLD}
          order by l.created_at desc limit 1),
        (select outcome -> 'float' from attempts n where n.provider = a.provider and n.created_at > a.created_at and ${TOLD}
          order by n.created_at limit 1)
      from attempts a where a.id = ${place(attemptId)}`,
  );
  const [expected, currency, last, next] = row ?? [];
  const trail: FloatTrail = {
    last: (last ?? null) as FloatSeen | null,
    next: (next ?? null) as FloatSeen | null,
  };
  if (!trail.last || !trail.next || expected === null || expected === undefined) return trail;
  const price = micros(Number(expected), String(currency));
  const weighed = weighDoubt({ last: trail.last, price, next: trail.next });
  return weighed ? { ...trail, weighed } : trail;
}
