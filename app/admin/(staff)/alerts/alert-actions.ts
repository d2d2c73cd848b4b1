"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { validate as isUuid } from "uuid";
import type { FormState } from "@/components/admin/settle/form-state";
import { putAlertRule, removeAlertRule, testAlertRule, type RuleDraft } from "@/lib/alerts";
import { ALERT_KINDS } from "@/lib/core/alert-kinds";
import type { Failure } from "@/lib/core/failure";
import { readAddress } from "@/lib/core/read-address";
import { fail, type Result } from "@/lib/core/result";
import type { AppCtx } from "@/lib/runtime";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";

const textOf = (form: FormData, name: string, longest = 500): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim().slice(0, longest).replaceAll("\0", "") : "";
};

/** "22:30" in minutes of the day; null when it is none. */
function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function emailsIn(form: FormData): string[] | undefined {
  const typed = textOf(form, "emails", 2000)
    .split(/[\s,;]+/)
    .filter(Boolean);
  try {
    return [...new Set(typed.map(readAddress))].slice(0, 20);
  } catch {
    return undefined;
  }
}

function draftOf(form: FormData): Result<RuleDraft, Failure> {
  const emails = emailsIn(form);
  if (!emails) return fail({ code: "bad-address" });
  const timeZone = textOf(form, "timeZone", 60) || "UTC";
  if (!isZone(timeZone)) return fail({ code: "bad-zone" });
  const name = textOf(form, "name", 80);
  if (!name) return fail({ code: "no-name" });
  return {
    ok: true,
    value: {
      name,
      emails,
      timeZone,
      kinds: ALERT_KINDS.filter((kind) => form.has(`kind:${kind}`)),
      channel: textOf(form, "channel") === "webhook" ? "webhook" : "email",
      webhook: textOf(form, "secret"),
      quietFrom: minutesOf(textOf(form, "quietFrom")),
      quietUntil: minutesOf(textOf(form, "quietUntil")),
      enabled: textOf(form, "enabled") !== "no",
    },
  };
}

type Deed = "put" | "test" | "remove";

async function carryOut(ctx: AppCtx, deed: Deed, form: FormData): Promise<Result<unknown, Failure>> {
  const id = textOf(form, "rule");
  if (!isUuid(id)) return fail({ code: "rule-gone" });
  if (deed === "test") return testAlertRule(ctx, { id });
  if (deed === "remove") return removeAlertRule(ctx, { id });
  const draft = draftOf(form);
  return draft.ok ? putAlertRule(ctx, { id, version: Number(textOf(form, "version")) }, draft.value) : draft;
}

/** Everything done to a rule of alerts; `do` says which. */
export async function alertAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff("alerts.write");
  const asked = textOf(form, "do");
  const deed: Deed = asked === "test" || asked === "remove" ? asked : "put";
  return askingForCode(form, async () => {
    const { ctx } = await requireStaff("alerts.write");
    const done = await carryOut(ctx, deed, form);
    refresh();
    const t = await getTranslations("staff-team.alerts");
    if (done.ok) return { failure: null, done: t(`done.${deed}`), typed: {} };
    const typed: Record<string, string> = {};
    for (const [name, value] of form)
      if (typeof value === "string" && name !== "secret") typed[name] = value.slice(0, 500);
    return { failure: t(`refused.${done.failure.code}` as "refused.no-name"), done: null, typed };
  });
}
