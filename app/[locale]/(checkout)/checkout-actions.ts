"use server";

import { redirect } from "next/navigation";
import { ensureBuyerId } from "@/app/buyer";
import { writeFailure, type ShownFailure } from "@/app/write-failure";
import { startCheckout } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";

/** What a refused form shows again: why, and everything that was typed. */
export interface StartState {
  failure: ShownFailure | null;
  typed: Record<string, string>;
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 200) : "";
};

/** The buyer picked what to send: `to` (recipient token), `product`, and for a range `amount` with `face-currency`. */
export async function startCheckoutAction(_state: StartState, form: FormData): Promise<StartState> {
  const locale = textOf(form, "locale") || "en";
  const amount = textOf(form, "amount").trim();
  const ctx = buyerContext({ buyerId: await ensureBuyerId(), locale });
  const started = await startCheckout(ctx, {
    recipientToken: textOf(form, "to"),
    productId: textOf(form, "product"),
    ...(amount ? { face: { text: amount, currency: textOf(form, "face-currency") } } : {}),
  });
  if (!started.ok) return { failure: await writeFailure(locale, started.failure), typed: { amount } };
  redirect(`/checkout/${started.value.checkoutId}`);
}
