import type { Outside } from "../outside";
import { exact, toUnits } from "../exact-decimal";

export interface ValueTopupSettings {
  userId: string;
  password: string;
  /** Money in the wallet at first, in units of 0.0001 USD. */
  float: number;
  /** Prepaid: the balance is shown negative. Credit: it is what is owed, of a line as large as the float. */
  terms: "prepaid" | "credit";
  /** Fixed wait of every transaction in milliseconds of unscaled time; undefined lets it vary as real ones do. */
  waitMs: number | undefined;
  /** How long the same number is refused after a top-up, in seconds of unscaled time; 0 refuses none. */
  sameNumberSeconds: number;
  /** Requests a second before 429; 0 sets no limit. */
  ratePerSecond: number;
  /** Only SKUs of these countries are assigned to the account; none named: all. */
  countries: string[];
}

export function readValueTopupSettings({ value }: Outside["settings"]): ValueTopupSettings {
  const wait = value("VALUETOPUP_WAIT_MS");
  return {
    userId: value("VALUETOPUP_USER_ID") ?? "sandbox-user",
    password: value("VALUETOPUP_PASSWORD") ?? "sandbox-valuetopup",
    float: toUnits(exact(value("VALUETOPUP_FLOAT_USD") ?? "1000000"), 4),
    terms: value("VALUETOPUP_TERMS") === "credit" ? "credit" : "prepaid",
    waitMs: wait === undefined ? undefined : Number(wait),
    sameNumberSeconds: Number(value("VALUETOPUP_SAME_NUMBER_SECONDS") ?? 60),
    ratePerSecond: Number(value("VALUETOPUP_RATE_PER_SECOND") ?? 0),
    countries: (value("VALUETOPUP_COUNTRIES") ?? "").split(" ").filter(Boolean),
  };
}
