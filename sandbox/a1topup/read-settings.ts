import type { Outside } from "../outside";

export interface A1TopupSettings {
  apiKey: string;
  /** First balance of the wallet in paise. */
  floatPaise: number;
  /** Fixed wait of every recharge in milliseconds; undefined: as long as an operator takes. */
  waitMs: number | undefined;
  /** Errors have an HTTP status of their own instead of 200. */
  errorStatus: boolean;
}

/** Throws an Error with one line when the float is no amount of rupees. */
export function readA1TopupSettings({ value }: Outside["settings"]): A1TopupSettings {
  const wait = value("A1TOPUP_WAIT_MS");
  const float = value("A1TOPUP_FLOAT_INR") ?? "5000000";
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(float)) throw new Error("A1TOPUP_FLOAT_INR must be an amount of rupees");
  return {
    apiKey: value("A1TOPUP_API_KEY") ?? "sandbox-a1topup-key",
    floatPaise: Math.round(Number(float) * 100),
    waitMs: wait === undefined ? undefined : Number(wait),
    errorStatus: value("A1TOPUP_ERROR_STATUS") === "by-code",
  };
}
