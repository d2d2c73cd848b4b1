"use server";

import { getTranslations } from "next-intl/server";
import { runtime } from "@/lib/runtime";
import { fieldsOf, typedAgain } from "@/app/read-fields";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { BillState } from "@/components/fields/bill-form";
import type { Locale } from "@/i18n/locales";
import { fetchBill, type FetchedBill } from "@/lib/catalog";
import { ACCOUNT } from "@/lib/catalog/field-schema";
import { formatMoney, toDecimal } from "@/lib/core/money";
import { startProductAction } from "../start-product-action";

async function writeBill(locale: Locale, bill: FetchedBill) {
  const t = await getTranslations({ locale, namespace: "bills.biller" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return [
    { name: t("account"), value: bill.account },
    ...(bill.customer ? [{ name: t("customer"), value: bill.customer }] : []),
    { name: t("due"), value: bill.amount ? formatMoney(bill.amount, locale) : t("dueUnknown") },
    ...(bill.dueOn ? [{ name: t("dueOn"), value: day.format(new Date(bill.dueOn)) }] : []),
  ];
}

/** Asks what is due on the account, and shows the form again with it; nothing is bought. */
async function lookAtBill(form: FormData): Promise<BillState> {
  const locale = localeOf(form);
  const fields = fieldsOf(form);
  const ctx = runtime().context({ kind: "system", id: "pages" });
  // Whoever takes any amount tells what is due; a package that is chosen meanwhile changes nothing in that.
  const found = await fetchBill(ctx, { productId: textOf(form, "range"), account: fields[ACCOUNT] ?? "" });
  const typed = { ...typedAgain(fields), amount: textOf(form, "amount"), product: textOf(form, "product") };
  if (found.ok) {
    const { amount } = found.value;
    const same = amount?.currency === textOf(form, "face-currency");
    const due = amount && same ? { amount: toDecimal(amount), product: textOf(form, "range") } : {};
    return { failure: null, typed: { ...typed, ...due }, bill: await writeBill(locale, found.value) };
  }
  const { code } = found.failure;
  if (code !== "bill-no-account" && code !== "bill-silent")
    return { failure: await writeFailure(locale, found.failure), typed, bill: null };
  const t = await getTranslations({ locale, namespace: "bills.biller" });
  const text = t(code === "bill-silent" ? "silent" : "notFound", { biller: textOf(form, "biller") });
  return { failure: { code, text }, typed, bill: null };
}

/** The form of a bill: `step` says whether to look at what is due, or to price it. */
export async function billAction(state: BillState, form: FormData): Promise<BillState> {
  if (textOf(form, "step") === "look") return lookAtBill(form);
  // What was typed before a package was chosen is no amount of it.
  if (textOf(form, "product") !== textOf(form, "range")) form.delete("amount");
  return { ...(await startProductAction(state, form)), bill: state.bill };
}
