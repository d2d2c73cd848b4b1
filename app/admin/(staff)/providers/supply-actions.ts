"use server";

import { getTranslations } from "next-intl/server";
import { validate as isUuid } from "uuid";
import type { FormState } from "@/components/admin/settle/form-state";
import { fail, ok } from "@/lib/core/result";
import { PROVIDER_NAMES, type ProviderName } from "@/lib/providers/spec";
import type { AppCtx } from "@/lib/runtime";
import {
  checkCredentials,
  closeCircuit,
  endRule,
  setFloatAlert,
  setPause,
  switchProvider,
} from "@/lib/supply";
import { runShelfAction, runStaffAction, textOf } from "../../run-staff-action";

const providerOf = (form: FormData): ProviderName | undefined =>
  PROVIDER_NAMES.find((name) => name === textOf(form, "provider"));

const wrong = fail({ code: "wrong-input" as const });
const SHORTEST_REASON = 3;

async function words(done: "paused" | "pauseEnded" | "switched" | "alertSet" | "closed" | "ruleEnded") {
  const t = await getTranslations("staff-supply.answers");
  return {
    failure: ({ code }: { code: string }) => t(`failures.${code}` as "failures.wrong-input"),
    done: () => t(`done.${done}`),
  };
}

const MINUTE_MS = 60_000;

const untilOf = (ctx: AppCtx, form: FormData): Date | null | undefined => {
  const minutes = Number(textOf(form, "minutes"));
  return Number.isSafeInteger(minutes) && minutes > 0 && minutes <= 43_200
    ? new Date(ctx.clock.now().getTime() + minutes * MINUTE_MS)
    : undefined;
};

/** When the pause ends that the page showed; null: it showed none. */
function seenPause(form: FormData): Date | null {
  const seen = textOf(form, "seen");
  return seen === "" || Number.isNaN(Date.parse(seen)) ? null : new Date(seen);
}

export async function pauseAction(_state: FormState, form: FormData): Promise<FormState> {
  const why = textOf(form, "reason");
  return runShelfAction(
    form,
    async (ctx) => {
      const [provider, until] = [providerOf(form), untilOf(ctx, form)];
      if (!provider || !until) return wrong;
      if (why.length < SHORTEST_REASON) return fail({ code: "reason-missing" });
      return setPause(ctx, { provider, until, why, seen: seenPause(form) });
    },
    await words("paused"),
  );
}

export async function endPauseAction(_state: FormState, form: FormData): Promise<FormState> {
  return runShelfAction(
    form,
    async (ctx) => {
      const provider = providerOf(form);
      return provider ? setPause(ctx, { provider, until: null, why: "", seen: seenPause(form) }) : wrong;
    },
    await words("pauseEnded"),
  );
}

const SWITCHES: Record<string, boolean | null> = { on: true, off: false, usual: null };

export async function switchAction(_state: FormState, form: FormData): Promise<FormState> {
  const reason = textOf(form, "reason");
  return runShelfAction(
    form,
    async (ctx) => {
      const [provider, on, seen] = [
        providerOf(form),
        SWITCHES[textOf(form, "on")],
        SWITCHES[textOf(form, "seen")],
      ];
      if (!provider || on === undefined || seen === undefined) return wrong;
      if (reason.length < SHORTEST_REASON) return fail({ code: "reason-missing" });
      return switchProvider(ctx, { provider, on, reason, seen });
    },
    await words("switched"),
  );
}

/** A decimal amount in micros; null for nothing, undefined for what is no amount. */
function microsOf(text: string): number | null | undefined {
  if (text === "") return null;
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return undefined;
  const [whole = "0", fraction = ""] = text.split(".");
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, "0"));
}

/** The limits that the page showed: hours and micros, each empty for the usual. */
function seenLimits(form: FormData): { hours: number | null; micros: number | null } {
  // Not trimmed: what is empty stands before the space, or behind it.
  const [hours = "", micros = ""] = String(form.get("seen") ?? "").split(" ");
  const numberOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : null);
  return { hours: numberOf(hours), micros: numberOf(micros) };
}

export async function alertAction(_state: FormState, form: FormData): Promise<FormState> {
  return runStaffAction(
    form,
    async (ctx) => {
      const provider = providerOf(form);
      const [typed, micros] = [textOf(form, "hours"), microsOf(textOf(form, "amount"))];
      const hours = typed === "" ? null : Number(typed);
      const known = hours === null || (Number.isSafeInteger(hours) && hours >= 0 && hours <= 336);
      if (!provider || !known || micros === undefined) return wrong;
      return setFloatAlert(ctx, { provider, hours, micros, seen: seenLimits(form) });
    },
    await words("alertSet"),
  );
}

export async function closeAction(_state: FormState, form: FormData): Promise<FormState> {
  return runShelfAction(
    form,
    async (ctx) => {
      const [provider, operatorId] = [providerOf(form), textOf(form, "operator")];
      if (!provider || !isUuid(operatorId)) return wrong;
      return (await closeCircuit(ctx, { provider, operatorId }))
        ? ok(undefined)
        : fail({ code: "closed-already" });
    },
    await words("closed"),
  );
}

export async function endRuleAction(_state: FormState, form: FormData): Promise<FormState> {
  return runShelfAction(
    form,
    async (ctx) => {
      const [ruleId, seen] = [textOf(form, "rule"), new Date(textOf(form, "seen"))];
      if (!isUuid(ruleId) || Number.isNaN(seen.getTime())) return wrong;
      return endRule(ctx, { ruleId, seen });
    },
    await words("ruleEnded"),
  );
}

/** Asks the provider for our float; what is wrong is told in words. */
export async function checkAction(_state: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("staff-supply.check");
  return runStaffAction(
    form,
    async (ctx) => {
      const provider = providerOf(form);
      if (!provider) return wrong;
      const check = await checkCredentials(ctx, { provider });
      if (check.finding !== "good")
        return fail({ code: check.finding, values: { detail: check.detail ?? "" } });
      return ok(check);
    },
    {
      failure: ({ code, values }) =>
        t(`finding.${code}` as "finding.refused", { detail: values?.["detail"] ?? "" }),
      done: ({ float, ms }) =>
        t("good", {
          ms: ms ?? 0,
          float: float ? `${(float.micros / 1_000_000).toFixed(2)} ${float.currency}` : "",
        }),
    },
  );
}
