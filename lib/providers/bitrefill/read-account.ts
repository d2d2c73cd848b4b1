import { parseExact, safeNumberOf } from "@/lib/core/decimal";
import type { Micros } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { ProviderUnavailable, type EsimUsage, type EsimUsageFailure } from "../spec";
import { read, type Client } from "./client";
import { microsFrom } from "./map-outcome";
import { balanceSchema, esimSchema } from "./wire";

/** The float. README.md, "Prices". @throws ProviderUnavailable also where the account is billed in what our books cannot hold exactly */
export async function readBalance(call: Client): Promise<Micros> {
  const verdict = await read(call, "/accounts/balance");
  const parsed =
    verdict.kind === "answered" && verdict.status === 200
      ? balanceSchema.safeParse(verdict.json).data
      : undefined;
  if (!parsed) throw new ProviderUnavailable("bitrefill", "the balance could not be read");
  const balance = microsFrom(parsed.data.balance, parsed.data.currency);
  if (!balance)
    throw new ProviderUnavailable(
      "bitrefill",
      `the account must be billed in ordinary money, not in ${parsed.data.currency}`,
    );
  return balance;
}

const bytesOf = (text: string | null | undefined): number | undefined =>
  text ? safeNumberOf(parseExact(text, 0)) : undefined;

/** What is left on an eSIM, plan by plan. README.md, "eSIMs". */
export async function readEsimUsage(
  call: Client,
  iccid: string,
): Promise<Result<EsimUsage, EsimUsageFailure>> {
  const verdict = await read(call, `/esims/${encodeURIComponent(iccid)}`);
  if (verdict.kind === "answered" && verdict.status === 404) return fail("no-esim");
  const parsed =
    verdict.kind === "answered" && verdict.status === 200
      ? esimSchema.safeParse(verdict.json).data
      : undefined;
  if (!parsed) return fail("unavailable");
  const plans = parsed.data.package_history.map((plan) => {
    const remainingBytes = bytesOf(plan.remaining_quantity);
    const totalBytes = bytesOf(plan.total_quantity);
    return {
      status: plan.status ?? "unknown",
      ...(remainingBytes === undefined ? {} : { remainingBytes }),
      ...(totalBytes === undefined ? {} : { totalBytes }),
    };
  });
  return ok({ iccid: parsed.data.id, plans });
}
