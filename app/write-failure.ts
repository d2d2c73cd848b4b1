import { getTranslations } from "next-intl/server";
import type { Failure } from "@/lib/core/failure";

/** A refusal as a page shows it beside its field: the code picks the place, the text is the buyer's. */
export interface ShownFailure {
  code: string;
  values?: Record<string, string | number>;
  text: string;
}

/** Picks the text of a failure: `failures.<code>`, else `checkout.failures.<code>`, else one that says what to do next. */
export async function writeFailure(locale: string, { code, values }: Failure): Promise<ShownFailure> {
  const t = await getTranslations({ locale });
  const key = [`failures.${code}`, `checkout.failures.${code}`].find((name) => t.has(name));
  return { code, ...(values ? { values } : {}), text: t(key ?? "checkout.failures.unknown", values) };
}
