import type { Outside } from "../outside";

export type PhoneShape = "array" | "product" | "operators";

export interface BitrefillSettings {
  apiKey: string;
  apiId: string;
  apiSecret: string;
  /** Currency of the account: every price and the balance are in its smallest unit. */
  currency: string;
  /** First balance in the smallest unit. */
  float: number;
  /** Fixed wait between payment and delivery in milliseconds of unscaled time; undefined lets it vary. */
  waitMs: number | undefined;
  limited: boolean;
  /** Which of the three answers of `/check_phone_number` is given. */
  phoneShape: PhoneShape;
}

const isShape = (text: string | undefined): text is PhoneShape =>
  text === "array" || text === "product" || text === "operators";

export function readBitrefillSettings({ value }: Outside["settings"]): BitrefillSettings {
  const wait = value("BITREFILL_WAIT_MS");
  const shape = value("BITREFILL_PHONE_SHAPE");
  return {
    apiKey: value("BITREFILL_API_KEY") ?? "sandbox-bitrefill-key",
    apiId: value("BITREFILL_API_ID") ?? "sandbox-bitrefill",
    apiSecret: value("BITREFILL_API_SECRET") ?? "sandbox-bitrefill-secret",
    currency: value("BITREFILL_CURRENCY") ?? "EUR",
    float: Number(value("BITREFILL_FLOAT_MINOR") ?? "100000000"),
    waitMs: wait === undefined ? undefined : Number(wait),
    limited: value("BITREFILL_RATE_LIMITS") !== "off",
    phoneShape: isShape(shape) ? shape : "array",
  };
}
