"use server";

import type { FormState } from "@/components/admin/settle/form-state";
import { parseMoney } from "@/lib/core/parse-money";
import { fail } from "@/lib/core/result";
import { createPromoCode, endPromoCode, type NewPromoCode } from "@/lib/orders";
import { caseWords } from "../../case-words";
import { runStaffAction, textOf } from "../../run-staff-action";

const wordsOf = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== "");

/** A moment as its field has it, in UTC as every staff page writes times; undefined when nothing is typed. */
const momentOf = (text: string): Date | undefined => (text === "" ? undefined : new Date(`${text}Z`));

const countOf = (text: string): number | undefined => (text === "" ? undefined : Number(text));

/** The form as the verb wants it; what is wrong is left so that the verb says which field. */
function codeIn(form: FormData): NewPromoCode | undefined {
  const text = (name: string) => textOf(form, name);
  const currency = text("currency").toUpperCase() || "USD";
  const fixed = text("fixed") === "" ? undefined : parseMoney(text("fixed"), currency);
  const minimum = text("minimum") === "" ? undefined : parseMoney(text("minimum"), currency);
  if ((text("fixed") !== "" && !fixed) || (text("minimum") !== "" && !minimum)) return undefined;
  return {
    code: text("code"),
    percent: text("percent") === "" ? undefined : text("percent").replace(",", "."),
    fixed,
    minimum,
    startsAt: momentOf(text("startsAt")),
    endsAt: momentOf(text("endsAt")),
    mostInAll: countOf(text("mostInAll")),
    mostPerBuyer: countOf(text("mostPerBuyer")),
    kinds: wordsOf(text("kinds").toLowerCase()) as NonNullable<NewPromoCode["kinds"]>,
    countries: wordsOf(text("countries").toUpperCase()),
    belowCost: text("belowCost") === "yes",
  };
}

export async function createPromoAction(_: FormState, form: FormData): Promise<FormState> {
  const input = codeIn(form);
  return runStaffAction(
    form,
    async (ctx) =>
      input ? createPromoCode(ctx, input) : fail({ code: "promo-invalid", values: { field: "fixed" } }),
    await caseWords<unknown>("promoMade"),
  );
}

export async function endPromoAction(_: FormState, form: FormData): Promise<FormState> {
  const id = textOf(form, "id");
  return runStaffAction(form, (ctx) => endPromoCode(ctx, { id }), await caseWords("promoEnded"));
}
