import { cache } from "react";
import { readRecipient } from "@/lib/catalog";
import type { RecipientView } from "@/lib/catalog/types";
import { runtime } from "@/lib/runtime";

/** The number behind the `to` of an address; null without one, or when it is not known. */
export const readRecipientOf = cache(
  async (to: string | string[] | undefined): Promise<RecipientView | null> => {
    if (typeof to !== "string" || to.length > 64) return null;
    return readRecipient(runtime().context({ kind: "system", id: "pages" }), { token: to });
  },
);
