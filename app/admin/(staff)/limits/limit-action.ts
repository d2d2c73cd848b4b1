"use server";

import { getTranslations } from "next-intl/server";
import type { LimitFormState } from "@/components/admin/cases/limit-form";
import { readFxTable } from "@/lib/catalog";
import { formatMoney } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import type { Failure } from "@/lib/core/failure";
import { changeLimits } from "@/lib/customers";
import { rehearseLimitChange } from "@/lib/reports";
import type { RehearsalView } from "@/lib/reports/types";
import { LIMITED, limitsSchema, readStoredLimits, SPANS, type Limits } from "@/lib/risk";
import { caseWords } from "../../case-words";
import { runStaffAction, textOf } from "../../run-staff-action";

/** The limits as typed: counts, and whole dollars. */
function limitsIn(form: FormData): Result<Limits, Failure> {
  const numberIn = (name: string): number => {
    const text = textOf(form, name);
    return /^\d{1,7}$/.test(text) ? Number(text) : -1;
  };
  const typed = Object.fromEntries(
    LIMITED.map((of) => [
      of,
      Object.fromEntries(
        SPANS.map((span) => [
          span,
          {
            orders: numberIn(`${of}.${span}.orders`),
            worthMinor: numberIn(`${of}.${span}.worth`) * 100,
          },
        ]),
      ),
    ]),
  );
  const read = limitsSchema.safeParse(typed);
  return read.success ? ok(readStoredLimits(read.data)) : fail({ code: "limits-invalid" });
}

async function tell(found: RehearsalView): Promise<NonNullable<LimitFormState["found"]>> {
  const t = await getTranslations("staff-cases.limits");
  return {
    says: t("found", {
      judged: found.judged,
      refused: found.refused,
      worth: formatMoney(found.worth, "en"),
      from: found.from.slice(0, 10),
      cut: found.cut ? "yes" : "no",
    }),
    by: found.by.map(({ of, span, what, payments }) => t("foundBy", { of, span, what, payments })),
    examples: found.examples.map(({ orderId, at, of, worth }) => ({
      href: `/admin/orders/${orderId}`,
      text: t("example", {
        at: `${at.slice(0, 16).replace("T", " ")} UTC`,
        of,
        worth: formatMoney(worth, "en"),
      }),
    })),
  };
}

/** Tries other limits on what was bought lately, or keeps them. */
export async function limitAction(_: LimitFormState, form: FormData): Promise<LimitFormState> {
  const limits = limitsIn(form);
  const version = Number(textOf(form, "version"));
  const keeps = textOf(form, "do") === "keep";
  let found: RehearsalView | undefined;
  const state: LimitFormState = await runStaffAction(
    form,
    async (ctx): Promise<Result<unknown, Failure>> => {
      if (!limits.ok) return limits;
      if (keeps)
        return changeLimits(ctx, {
          from: Number.isSafeInteger(version) ? version : -1,
          limits: limits.value,
          note: textOf(form, "note"),
        });
      found = await rehearseLimitChange(ctx, { limits: limits.value, fx: await readFxTable(ctx) });
      return ok(null);
    },
    await caseWords<unknown>(keeps ? "limitsKept" : "rehearsed"),
  );
  if (!found) return state;
  const typed = Object.fromEntries(
    [...form.keys()].filter((name) => !name.startsWith("$")).map((name) => [name, textOf(form, name)]),
  );
  return { ...state, done: null, typed, found: await tell(found) };
}
