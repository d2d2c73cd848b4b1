"use server";

import { getTranslations } from "next-intl/server";
import { NETWORK } from "@/components/admin/catalog/unmapped-list";
import type { FormState } from "@/components/admin/settle/form-state";
import {
  askImport,
  mapProviderOperator,
  mergeOperators,
  overrideOperator,
  overrideProduct,
  switchPromotion,
  switchSale,
  undoDecision,
} from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { fail, ok } from "@/lib/core/result";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { validate as isUuid } from "uuid";
import { runShelfAction, textOf } from "../../run-staff-action";

type Done =
  | "switchedOff"
  | "switchedOn"
  | "promotionHidden"
  | "promotionShown"
  | "named"
  | "mapped"
  | "merged"
  | "undone"
  | "importAsked";

async function words(done: Done) {
  const t = await getTranslations("staff-supply.catalogAnswers");
  return {
    failure: ({ code, values }: Failure) =>
      t(`failures.${code}` as "failures.orders-open", { count: Number(values?.["count"] ?? 0) }),
    done: () => t(`done.${done}`),
  };
}

const wrong = fail({ code: "not-found" as const });
const KINDS = ["country", "operator", "product"] as const;

export async function switchSaleAction(_state: FormState, form: FormData): Promise<FormState> {
  const on = textOf(form, "on") === "yes";
  const kind = KINDS.find((one) => one === textOf(form, "kind"));
  const change = { id: textOf(form, "id"), on, reason: textOf(form, "reason") };
  return runShelfAction(
    form,
    async (ctx) => (kind ? switchSale(ctx, { kind, ...change }) : wrong),
    await words(on ? "switchedOn" : "switchedOff"),
  );
}

export async function switchPromotionAction(_state: FormState, form: FormData): Promise<FormState> {
  const change = {
    promotionId: textOf(form, "promotion"),
    shown: textOf(form, "shown") === "yes",
    reason: textOf(form, "reason"),
    seen: textOf(form, "seen"),
  };
  return runShelfAction(
    form,
    (ctx) => switchPromotion(ctx, change),
    await words(change.shown ? "promotionShown" : "promotionHidden"),
  );
}

export async function nameOperatorAction(_state: FormState, form: FormData): Promise<FormState> {
  const hueOf = (text: string) => (text === "" ? null : Number(text));
  const look = {
    operatorId: textOf(form, "operator"),
    name: textOf(form, "name"),
    hue: hueOf(textOf(form, "hue")),
    letters: textOf(form, "letters") || null,
    seen: {
      name: textOf(form, "seen"),
      hue: hueOf(textOf(form, "seen-hue")),
      letters: textOf(form, "seen-letters") || null,
    },
  };
  return runShelfAction(form, (ctx) => overrideOperator(ctx, look), await words("named"));
}

export async function nameProductAction(_state: FormState, form: FormData): Promise<FormState> {
  const input = {
    productId: textOf(form, "product"),
    words: textOf(form, "words"),
    seen: textOf(form, "seen"),
  };
  return runShelfAction(form, (ctx) => overrideProduct(ctx, input), await words("named"));
}

export async function mapAction(_state: FormState, form: FormData): Promise<FormState> {
  const [id, to, name] = [textOf(form, "operator"), textOf(form, "to"), textOf(form, "name")];
  return runShelfAction(
    form,
    async (ctx) => {
      if (!isUuid(id)) return wrong;
      // The page shows those alone that nobody has mapped.
      const one = { id, seen: null };
      if (to === "none") return mapProviderOperator(ctx, { ...one, to: null });
      if (to === "new")
        return name ? mapProviderOperator(ctx, { ...one, to: { name } }) : fail({ code: "name-invalid" });
      if (to.startsWith(NETWORK))
        return mapProviderOperator(ctx, { ...one, to: { network: to.slice(NETWORK.length) } });
      return isUuid(to) ? mapProviderOperator(ctx, { ...one, to: { operatorId: to } }) : wrong;
    },
    await words("mapped"),
  );
}

export async function mergeAction(_state: FormState, form: FormData): Promise<FormState> {
  const [from, into] = [textOf(form, "from"), textOf(form, "into")];
  return runShelfAction(
    form,
    async (ctx) => (isUuid(from) && isUuid(into) ? mergeOperators(ctx, { from, into }) : wrong),
    await words("merged"),
  );
}

export async function undoAction(_state: FormState, form: FormData): Promise<FormState> {
  const decisionId = textOf(form, "decision");
  return runShelfAction(form, (ctx) => undoDecision(ctx, { decisionId }), await words("undone"));
}

export async function importAction(_state: FormState, form: FormData): Promise<FormState> {
  const provider = PROVIDER_NAMES.find((name) => name === textOf(form, "provider"));
  return runShelfAction(
    form,
    async (ctx) => {
      if (!provider) return wrong;
      if (!ctx.providers.get(provider)) return fail({ code: "provider-off" });
      await askImport(ctx, { provider });
      return ok(undefined);
    },
    await words("importAsked"),
  );
}
