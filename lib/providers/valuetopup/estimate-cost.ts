import { subtractMoney, type Money } from "@/lib/core/money";
import { ProviderUnavailable } from "../spec";
import { envelopeOf, type Client } from "./client";
import { moneyFrom } from "../read-amount";
import { wireAmount } from "./wire-amount";
import { readSku } from "./sku";
import { estimateSchema } from "./wire";

const TIMEOUT_MS = 5_000;

/** What would arrive for an amount, tax taken off. The path is not certain: it stands here alone. @throws ProviderUnavailable */
export async function estimateCost(
  call: Client,
  wallet: string,
  wish: { sku: string; amount: Money },
): Promise<Money> {
  const amount = wireAmount(wish.amount);
  const sku = readSku(wish.sku);
  if (amount === undefined || !sku) throw new ProviderUnavailable("valuetopup", "no such estimate");
  const { currency } = wish.amount;
  const verdict = await call({
    path: "/transaction/estimatecost",
    method: "POST",
    body: {
      skuId: Number.parseInt(sku.id, 10),
      amount,
      ...(currency === wallet ? {} : { transactionCurrencyCode: currency }),
    },
    purpose: "read",
    timeoutMs: TIMEOUT_MS,
  });
  const envelope = envelopeOf(verdict);
  const estimate =
    envelope?.responseCode === "000" ? estimateSchema.safeParse(envelope.payLoad).data : undefined;
  const gross = moneyFrom(estimate?.localCurrencyAmount, estimate?.destinationCurrency);
  if (!gross) throw new ProviderUnavailable("valuetopup", "the estimate could not be read");
  const tax = moneyFrom(estimate?.salesTaxAmount, estimate?.destinationCurrency);
  return tax ? subtractMoney(gross, tax) : gross;
}
