"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import type { FormState } from "@/components/admin/settle/form-state";
import { changeStaff, endSessions, inviteStaff, removeStaff, resetFactor } from "@/lib/accounts";
import type { Failure } from "@/lib/core/failure";
import { PERMISSIONS, STAFF_ROLES } from "@/lib/core/permissions";
import { readAddress } from "@/lib/core/read-address";
import { fail, ok, type Result } from "@/lib/core/result";
import type { AppCtx } from "@/lib/runtime";
import { textOf } from "../../../read-form";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";

const DEEDS = ["invite", "change", "remove", "reset", "end"] as const;
type Deed = (typeof DEEDS)[number];

const roleOf = (form: FormData) => z.enum(STAFF_ROLES).safeParse(form.get("role")).data;

function addressIn(form: FormData): string | undefined {
  try {
    return readAddress(textOf(form, "email"));
  } catch {
    return undefined;
  }
}

async function invite(ctx: AppCtx, form: FormData): Promise<Result<unknown, Failure>> {
  const [email, role] = [addressIn(form), roleOf(form)];
  if (!email) return fail({ code: "no-address" });
  return role ? inviteStaff(ctx, { email, role }) : fail({ code: "no-role" });
}

/** What the page was made from, and why. */
const ofForm = (form: FormData) => ({
  userId: textOf(form, "user"),
  version: Number(textOf(form, "version")),
  reason: textOf(form, "reason").trim() || undefined,
});

async function change(ctx: AppCtx, form: FormData): Promise<Result<unknown, Failure>> {
  const role = roleOf(form);
  if (!role) return fail({ code: "no-role" });
  const permissions = PERMISSIONS.filter((one) => form.has(`may:${one}`));
  return changeStaff(ctx, { ...ofForm(form), role, permissions });
}

async function end(ctx: AppCtx, form: FormData): Promise<Result<unknown, Failure>> {
  const session = textOf(form, "session");
  await endSessions(ctx, {
    userId: textOf(form, "user"),
    ...(isUuid(session) ? { sessionId: session } : {}),
  });
  return ok(null);
}

const DOES: Record<Deed, (ctx: AppCtx, form: FormData) => Promise<Result<unknown, Failure>>> = {
  invite,
  change,
  end,
  remove: (ctx, form) => removeStaff(ctx, ofForm(form)),
  reset: (ctx, form) => resetFactor(ctx, ofForm(form)),
};

/** Everything an owner does to the people of staff; `do` says which. */
export async function staffAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff("staff.write");
  const deed = DEEDS.find((one) => one === form.get("do")) ?? "end";
  return askingForCode(form, async () => {
    const { ctx } = await requireStaff("staff.write");
    const done = await DOES[deed](ctx, form);
    refresh();
    const t = await getTranslations("staff-team.staff");
    if (done.ok) return { failure: null, done: t(`done.${deed}`), typed: {} };
    const typed: Record<string, string> = {};
    for (const [name, value] of form) if (typeof value === "string") typed[name] = value.slice(0, 500);
    return { failure: t(`refused.${done.failure.code}` as "refused.no-role"), done: null, typed };
  });
}
