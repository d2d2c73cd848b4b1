"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import type { FormState } from "@/components/admin/settle/form-state";
import { mendBreak } from "@/lib/reconciliation";
import { booksContext } from "@/lib/runtime";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";

const formSchema = z.object({
  break: z.uuid(),
  verb: z.enum(["look-again", "capture-again", "refund", "adopt-refund", "book-correction", "explain"]),
  note: z.string().max(2000),
});

/** Staff mend one break of the books; what came of it is told beside the form. */
export async function mendAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("admin.books");
  const read = formSchema.safeParse(Object.fromEntries(form));
  const note = form.get("note");
  const typed: Record<string, string> = typeof note === "string" ? { note: note.slice(0, 2000) } : {};
  if (!read.success) return { failure: t("failures.wrong-verb"), done: null, typed };
  const { break: breakId, verb, note: reason } = read.data;
  return askingForCode(form, async () => {
    const { staff } = await requireStaff();
    const mended = await mendBreak(booksContext(staff), { breakId, verb, reason });
    refresh();
    if (mended.ok) return { failure: null, done: t("done"), typed: {} };
    return { failure: t(`failures.${mended.failure.code}`), done: null, typed };
  });
}
