import { cookies, headers } from "next/headers";
import { isBuyerCurrency, suggestCurrency, type BuyerCurrency } from "@/lib/core/buyer-currencies";
import { env } from "@/lib/env";

const COOKIE = "hl_currency";
const YEAR = 365 * 86_400;

/** What this buyer pays in: as the inner address of a kept page names it (see `next.config.mjs`), else as they chose or their browser suggests. */
export async function readCurrency(named?: string): Promise<BuyerCurrency> {
  if (isBuyerCurrency(named)) return named;
  const chosen = (await cookies()).get(COOKIE)?.value;
  return isBuyerCurrency(chosen) ? chosen : suggestCurrency((await headers()).get("accept-language"));
}

/** Keeps what the buyer chose to pay in. For server actions. */
export async function keepCurrency(currency: BuyerCurrency): Promise<void> {
  (await cookies()).set(COOKIE, currency, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().appUrl.startsWith("https:"),
    maxAge: YEAR,
    path: "/",
  });
}
