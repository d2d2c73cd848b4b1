import { cache } from "react";
import { readOperatorPage, type OperatorPage } from "@/lib/catalog";
import { isForbiddenDestination } from "@/lib/phone/forbidden-destination";
import { runtime } from "@/lib/runtime";

/** An operator with its priced products, read once a request; null when there is none, or when nothing may be sent there. */
export const readOperator = cache(
  async (countrySlug: string, operatorSlug: string): Promise<OperatorPage | null> => {
    const ctx = runtime().context({ kind: "system", id: "pages" });
    const page = await readOperatorPage(ctx, { countrySlug, operatorSlug, currency: ctx.currency });
    return page && !isForbiddenDestination("", page.operator.country) ? page : null;
  },
);
