import type { Ctx } from "@/db/context";
import { readLines } from "@/lib/orders";
import type { Answers } from "./ask-of-lines";

/** Everything a careful buyer confirms on the review page. */
export async function answersFor(ctx: Ctx, checkoutId: string): Promise<Answers> {
  const lines = await readLines(ctx, checkoutId);
  return {
    lastFour: Object.fromEntries(
      lines.map(({ quote, recipient }) => [quote.line, recipient?.number.slice(-4) ?? ""]),
    ),
    again: lines.map(({ quote }) => quote.line),
  };
}
