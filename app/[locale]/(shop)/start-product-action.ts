"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { ensureBuyerId } from "@/app/buyer";
import { readCurrency } from "@/app/buyer-currency";
import { endGoodsPlace, readGoodsPlace } from "@/app/goods-place";
import { fieldsOf, typedAgain } from "@/app/read-fields";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { FieldsState } from "@/components/fields/use-fields-form";
import { localePath } from "@/i18n/locales";
import { startCheckout, startGoods } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";

/**
 * The buyer filled in what a product demands: `product`, `fields.*`, `to` (token of the number) where it goes to one, and for a range
 * `amount` with `face-currency`.
 */
export async function startProductAction(_state: FieldsState, form: FormData): Promise<FieldsState> {
  const locale = localeOf(form);
  const amount = textOf(form, "amount").trim();
  const fields = fieldsOf(form);
  const to = textOf(form, "to");
  const [buyerId, currency] = await Promise.all([ensureBuyerId(), readCurrency()]);
  const ctx = buyerContext({ buyerId, locale, currency });
  const wish = {
    productId: textOf(form, "product"),
    fields,
    ...(amount ? { face: { text: amount, currency: textOf(form, "face-currency") } } : {}),
  };
  const started = await (to
    ? startCheckout(ctx, { ...wish, recipientToken: to })
    : startGoods(ctx, { ...wish, into: await readGoodsPlace() }));
  if (started.ok) {
    if (!to) await endGoodsPlace();
    redirect(localePath(locale, `/checkout/${started.value.checkoutId}`));
  }
  // Another offer may ask for other things than the page did.
  refresh();
  return {
    failure: await writeFailure(locale, started.failure),
    typed: { ...typedAgain(fields), amount, product: wish.productId },
  };
}
