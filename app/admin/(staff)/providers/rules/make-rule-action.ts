"use server";

import { getTranslations } from "next-intl/server";
import type { FormState } from "@/components/admin/settle/form-state";
import { fail } from "@/lib/core/result";
import { ruleProvider } from "@/lib/supply";
import { runShelfAction, textOf } from "../../../run-staff-action";
import { ruleOf } from "./read-scope";

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 365;

/** When the rule of this scope was made that the page showed; null: it showed none. */
function seenRule(text: string): Date | null {
  return text === "" || Number.isNaN(Date.parse(text)) ? null : new Date(text);
}

/** Makes a rule that was rehearsed; the same scope once more only renews it. */
export async function makeRuleAction(_state: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("staff-supply.answers");
  const field = (name: string) => textOf(form, name);
  const rule = ruleOf({
    provider: field("provider"),
    effect: field("effect"),
    country: field("country"),
    operator: field("operator"),
    kind: field("kind"),
  });
  const [reason, days] = [field("reason"), Number(field("days") || 0)];
  return runShelfAction(
    form,
    async (ctx) => {
      if (!rule || !Number.isSafeInteger(days) || days < 0 || days > LONGEST_DAYS)
        return fail({ code: "wrong-input" });
      if (reason.length < 3) return fail({ code: "reason-missing" });
      const { provider, effect, country, operatorId, kind } = rule;
      const made = {
        provider,
        effect,
        reason,
        ...(country ? { country } : {}),
        ...(operatorId ? { operatorId } : {}),
        ...(kind ? { kind } : {}),
        ...(days > 0 ? { until: new Date(ctx.clock.now().getTime() + days * DAY_MS) } : {}),
      };
      return ruleProvider(ctx, made, seenRule(field("seen")));
    },
    {
      failure: ({ code }) => t(`failures.${code}` as "failures.wrong-input"),
      done: () => t("done.ruleMade"),
    },
  );
}
