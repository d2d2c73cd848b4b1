"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { validate as isUuid } from "uuid";
import type { FactorState } from "@/components/admin/account/factor-state";
import { isTimeZone, ZONE_COOKIE } from "@/components/admin/read-time-zone";
import {
  beginFactor,
  confirmFactor,
  endSessions,
  enterCode,
  removeOwnFactor,
  renewRecoveryCodes,
} from "@/lib/accounts";
import { textOf } from "../../../read-form";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";
import { staffPath } from "../../staff-path";
import { KEYS_COOKIE } from "../list-shortcuts";

type Told = "confirmed" | "entered" | "renewed" | "removed" | "begun";

async function told(what: Told, recoveryCodes?: string[]): Promise<FactorState> {
  const t = await getTranslations("staff-team.account.done");
  return { failure: null, done: t(what), typed: { do: "" }, ...(recoveryCodes ? { recoveryCodes } : {}) };
}

async function refused(form: FormData, code: string): Promise<FactorState> {
  const t = await getTranslations("staff-team.code.refused");
  const failure = t(code as Parameters<typeof t>[0]);
  return { failure, done: null, typed: { do: textOf(form, "do") } };
}

async function confirm(form: FormData): Promise<FactorState> {
  const { staff, ctx } = await requireStaff();
  const input = { code: textOf(form, "code"), sessionId: staff.sessionId };
  const confirmed = await confirmFactor(ctx, input);
  if (!confirmed.ok) return refused(form, confirmed.failure.code);
  return told("confirmed", confirmed.value.recoveryCodes);
}

async function enter(form: FormData): Promise<FactorState> {
  const { staff, ctx } = await requireStaff();
  const entered = await enterCode(ctx, { code: textOf(form, "code"), sessionId: staff.sessionId });
  if (!entered.ok) return refused(form, entered.failure.code);
  const back = staffPath(form.get("back"));
  if (back) redirect(back);
  return told("entered");
}

async function renew(form: FormData): Promise<FactorState> {
  const { ctx } = await requireStaff();
  const renewed = await renewRecoveryCodes(ctx);
  return renewed.ok ? told("renewed", renewed.value) : refused(form, renewed.failure.code);
}

/** Everything one does to one's own authenticator; `do` says which. */
export async function factorAction(_state: FactorState, form: FormData): Promise<FactorState> {
  await requireStaff();
  const what = textOf(form, "do");
  const answer = await askingForCode<FactorState>(form, async () => {
    const { ctx } = await requireStaff();
    if (what === "confirm") return confirm(form);
    if (what === "enter") return enter(form);
    if (what === "renew") return renew(form);
    if (what === "remove") {
      await removeOwnFactor(ctx);
      return told("removed");
    }
    await beginFactor(ctx);
    return told("begun");
  });
  refresh();
  return answer;
}

/** Keeps time zone and shortcuts in the browser: what makes no sense changes nothing. */
export async function looksAction(form: FormData): Promise<void> {
  await requireStaff();
  const [jar, zone] = [await cookies(), textOf(form, "zone")];
  const options = { path: "/admin", httpOnly: true, sameSite: "lax", maxAge: 365 * 86_400 } as const;
  if (isTimeZone(zone)) jar.set(ZONE_COOKIE, zone, options);
  jar.set(KEYS_COOKIE, textOf(form, "keys") === "off" ? "off" : "on", options);
  redirect("/admin/account#looks");
}

/** Ends one of one's own sessions, or without an id all but this one. */
export async function endOwnSessionAction(form: FormData): Promise<void> {
  const { staff, ctx } = await requireStaff();
  const id = textOf(form, "session");
  const which = isUuid(id) ? { sessionId: id } : { but: staff.sessionId };
  await endSessions(ctx, { userId: staff.userId, ...which });
  redirect("/admin/account");
}
