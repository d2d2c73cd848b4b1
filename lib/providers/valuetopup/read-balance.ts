import { parseScaled, safeNumberOf } from "@/lib/core/decimal";
import { micros, type Micros } from "@/lib/core/money";
import { ProviderUnavailable } from "../spec";
import { readEnvelope, type Account, type Client } from "./client";
import { balanceSchema } from "./wire";

const MICROS = 6;

/** What may be spent. Prepaid money is told with a minus, a debt without one. README.md, "Balance". @throws ProviderUnavailable */
export async function readBalance(call: Client, account: Account): Promise<Micros> {
  const { payLoad } = await readEnvelope(call, "/account/balance", { what: "the balance" });
  const balance = parseScaled(balanceSchema.safeParse(payLoad).data ?? "", MICROS);
  const limit = parseScaled(account.creditLimit ?? "0", MICROS);
  const left = balance === undefined || limit === undefined ? undefined : safeNumberOf(limit - balance);
  if (left === undefined) throw new ProviderUnavailable("valuetopup", "the balance could not be read");
  return micros(left, account.currency);
}
