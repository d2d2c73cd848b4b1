"use server";

import { hasLocale } from "next-intl";
import { redirect } from "next/navigation";
import { ensureBuyerId } from "@/app/buyer";
import { readCurrency } from "@/app/buyer-currency";
import { endGoodsPlace, readGoodsPlace } from "@/app/goods-place";
import { writeFailure } from "@/app/write-failure";
import type { FieldsState } from "@/components/fields/use-fields-form";
import { DEFAULT_LOCALE, localePath, LOCALES } from "@/i18n/locales";
import { startGoods } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";

const MOST = 300;
const FIELD = "fields.";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, MOST) : "";
};

function fieldsOf(form: FormData): Record<string, string> {
  const typed = [...form.keys()].filter((name) => name.startsWith(FIELD));
  return Object.fromEntries(typed.map((name) => [name.slice(FIELD.length), textOf(form, name)]));
}

/** A button names product and amount in one; a typed amount comes beside its product. */
function pickedIn(form: FormData): { productId: string; amount: string; currency: string } {
  const [productId = "", amount = "", currency = ""] = textOf(form, "pick").split(" ");
  if (productId) return { productId, amount, currency };
  return {
    productId: textOf(form, "product"),
    amount: textOf(form, "amount").trim(),
    currency: textOf(form, "face-currency"),
  };
}

/**
 * The buyer picked an eSIM or a gift card: `pick`, or `product` and for a range `amount` with `face-currency`; `fields.*` as the product demands them, and
 * `top-up` with the order whose eSIM gets more data.
 */
export async function startGoodsAction(_state: FieldsState, form: FormData): Promise<FieldsState> {
  const asked = form.get("locale");
  const locale = hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE;
  const { productId, amount, currency: faceCurrency } = pickedIn(form);
  const fields = fieldsOf(form);
  const topUp = textOf(form, "top-up");
  const [buyerId, currency] = await Promise.all([ensureBuyerId(), readCurrency()]);
  const started = await startGoods(buyerContext({ buyerId, locale, currency }), {
    productId,
    fields,
    ...(amount ? { face: { text: amount, currency: faceCurrency } } : {}),
    ...(topUp ? { topUp } : {}),
    into: await readGoodsPlace(),
  });
  if (started.ok) {
    await endGoodsPlace();
    redirect(localePath(locale, `/checkout/${started.value.checkoutId}`));
  }
  const typed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [FIELD + name, value]));
  return { failure: await writeFailure(locale, started.failure), typed: { ...typed, amount } };
}
