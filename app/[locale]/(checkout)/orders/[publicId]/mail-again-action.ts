"use server";

import { getTranslations } from "next-intl/server";
import { readBuyerId } from "@/app/buyer";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { MailAgainState } from "@/components/orders/mail-again-form";
import { mailAgain } from "@/lib/fulfilment";
import { buyerContext } from "@/lib/runtime";

/** Whoever holds the order's address may have its mail sent again, to the address it was bought with and to no other. */
export async function mailAgainAction(_state: MailAgainState, form: FormData): Promise<MailAgainState> {
  const locale = localeOf(form);
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const sent = await mailAgain(ctx, { publicId: textOf(form, "order") });
  if (!sent.ok) return { text: (await writeFailure(locale, sent.failure)).text, bad: true };
  const t = await getTranslations({ locale, namespace: "orders.mailAgain" });
  return { text: t("sent"), bad: false };
}
