import { refresh } from "next/cache";
import { CODE_FIELD, type FormState } from "@/components/admin/settle/form-state";
import type { Failure } from "@/lib/core/failure";
import type { Result } from "@/lib/core/result";
import type { AppCtx } from "@/lib/runtime";
import { askingForCode } from "./asking-for-code";
import { remakeShopPages } from "./remake-shop-pages";
import { requireStaff } from "./require-staff";

const LONGEST = 2000;

/** A field as typed, without what no database keeps; empty where there is none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  if (typeof value !== "string") return "";
  return Buffer.from(value.slice(0, LONGEST).replaceAll("\0", "")).toString().trim();
}

/** Everything that was typed or chosen, to be shown again. */
function typedIn(form: FormData): Record<string, string> {
  const names = [...form.keys()].filter((name) => !name.startsWith("$") && name !== CODE_FIELD);
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)]));
}

/**
 * Does what a staff form asks for as who pressed, and says what came of it; the page is read anew in both cases. A code of the second factor is
 * asked for where the verb wants one. @param words texts of failures by their code, and of what was done
 */
export async function runStaffAction<Value>(
  form: FormData,
  work: (ctx: AppCtx) => Promise<Result<Value, Failure>>,
  words: { failure(failure: Failure): string; done(value: Value): string },
): Promise<FormState> {
  return askingForCode(form, async () => {
    const { ctx } = await requireStaff();
    const result = await work(ctx);
    refresh();
    if (!result.ok) return { failure: words.failure(result.failure), done: null, typed: typedIn(form) };
    return { failure: null, done: words.done(result.value), typed: {} };
  });
}

/** `runStaffAction` for what changes shelves or prices: buyers see it at their next visit. */
export const runShelfAction: typeof runStaffAction = (form, work, words) =>
  runStaffAction(
    form,
    async (ctx) => {
      const done = await work(ctx);
      if (done.ok) remakeShopPages();
      return done;
    },
    words,
  );
