"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { localeOf, textOf } from "@/app/read-form";
import type { ProofState } from "@/components/share/proof-state";
import { LONGEST_WORDS, messageSchema } from "@/lib/checkout/request-schema";
import { shareProof } from "@/lib/orders";
import { buyerContext } from "@/lib/runtime";

/** Whoever holds the order's address may make the page for whoever it was for, and change the words on it. */
export async function shareProofAction(_state: ProofState, form: FormData): Promise<ProofState> {
  const typed = textOf(form, "message");
  const message = messageSchema.safeParse(typed);
  if (!message.success) {
    const t = await getTranslations({ locale: localeOf(form), namespace: "proof.failures" });
    const code = message.error.issues[0]?.message as Parameters<typeof t>[0];
    return { failure: t(code, { most: LONGEST_WORDS }), message: typed };
  }
  await shareProof(buyerContext({ buyerId: "proof" }), {
    publicId: textOf(form, "order"),
    message: message.data,
  });
  refresh();
  return { failure: null, message: message.data };
}
