import { getTranslations } from "next-intl/server";
import { CODE_FIELD, type FormState } from "@/components/admin/settle/form-state";
import { enterCode, hasFactor, type CodeFailure } from "@/lib/accounts";
import { FactorNeeded } from "@/lib/core/permissions";
import { requireStaff } from "./require-staff";

/** What is never sent back to a page: codes, and what Next adds to a form. */
const KEPT_BACK = /^(\$|code$|secret$|factor-code$)/;
const LONGEST = 4000;

/** Everything that was typed or chosen, by field. */
function typedIn(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !KEPT_BACK.test(name)) typed[name] = value.slice(0, LONGEST);
  return typed;
}

async function asked(form: FormData, why: CodeFailure["code"] | "factor-needed"): Promise<FormState> {
  const t = await getTranslations("staff-team.code");
  const refused = { failure: t(`refused.${why}`), done: null, typed: typedIn(form) };
  if (why === "factor-missing") return { ...refused, way: { href: "/admin/account", text: t("setUp") } };
  return { ...refused, code: { label: t("label"), hint: t("hint") } };
}

/**
 * Runs the work of a staff form. Where that wants a code of the second factor, the form is shown again as it was with a field for it; a code
 * that came with the form is taken first. Every action whose verb may move money does its work in here.
 */
export async function askingForCode<S extends FormState>(
  form: FormData,
  work: () => Promise<S>,
): Promise<S | FormState> {
  const code = form.get(CODE_FIELD);
  if (typeof code === "string" && code.trim() !== "") {
    const { staff, ctx } = await requireStaff();
    const entered = await enterCode(ctx, { code: code.slice(0, 40), sessionId: staff.sessionId });
    if (!entered.ok) return asked(form, entered.failure.code);
  }
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FactorNeeded)) throw error;
    const { ctx } = await requireStaff();
    return asked(form, (await hasFactor(ctx)) ? "factor-needed" : "factor-missing");
  }
}
