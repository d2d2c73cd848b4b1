import type { Money } from "@/lib/core/money";
import type { Benefits } from "./outcome";
import type { ProductKind } from "./provider-names";

/** One sellable SKU as a provider lists it. Micros are in the wallet's currency. */
export interface ProviderOffer {
  /** Unique per provider, stable between imports. */
  sku: string;
  operator: ProviderOperator;
  kind: ProductKind;
  /** What the buyer reads, as the provider wrote it: "1GB, 7 days". Empty for plain airtime. */
  description: string;
  /** What is in a package, where the provider says so in numbers. */
  benefits?: Benefits;
  /** Currency and bounds in which it is ordered (`AttemptRequest.amount`). */
  order: { currency: string } & (
    | { type: "fixed"; amount: Money }
    | { type: "range"; min: Money; max: Money; step: number }
  );
  /** What arrives: for a fixed offer its face value; for a range the destination currency and units per order unit (decimal). */
  face: { type: "fixed"; amount: Money } | { type: "rate"; currency: string; perOrderUnit: string };
  /** What our float pays: percentages as decimal strings, flat fee in the order's currency; rate = order units per wallet unit. */
  cost: {
    walletCurrency: string;
    orderUnitsPerWalletUnit: string;
    discountPercent: string;
    feePercent: string;
    flatFee: Money;
  };
  /** Percent of what is sent that the recipient's country takes, where the provider tells it: `face` is what is left. */
  takenPercent?: string;
  popular: boolean;
  /** The recipient is something else than a phone number. */
  recipient: "number" | "email" | "account" | "none";
  /** Names of what it cannot be ordered without (`AttemptRequest.extra`). */
  requiredFields: string[];
  /** Names of what may be said as well: with `numberOfPlanMonths` several are bought at the price of one each. */
  optionalFields?: string[];
  /** How what it brings is used, and what sort of shop takes it ("Gaming"): plain text, where the provider says it. */
  redeem?: string;
  category?: string;
}

export interface ProviderOperator {
  providerOperatorId: string;
  name: string;
  country: string;
  /** Currency of the subscriber. */
  currency: string;
}
