import { listOperatorsOf } from "@/lib/catalog";
import type { OperatorView } from "@/lib/catalog/types";
import { parseNumber } from "@/lib/phone/parse-number";
import { operatorOfPrefix, prefixNameOf, type IdentifyCtx } from "./identify-number";

/** The operator whose range a number (E.164) lies in, if we sell it: a guess that asks nobody and keeps nothing. */
export async function guessByRange(
  ctx: IdentifyCtx,
  { number }: { number: string },
): Promise<OperatorView | null> {
  const parsed = parseNumber({ input: number }, ctx.policy);
  if (!parsed.ok) return null;
  const { country } = parsed.value;
  const name = await prefixNameOf(ctx, parsed.value);
  const operatorId = name && (await operatorOfPrefix(ctx, { country, name }));
  if (!operatorId) return null;
  return (await listOperatorsOf(ctx, { country })).find(({ id }) => id === operatorId) ?? null;
}
