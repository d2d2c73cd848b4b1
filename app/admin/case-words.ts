import { getTranslations } from "next-intl/server";
import type { Messages } from "@/i18n/messages-en";
import type { Failure } from "@/lib/core/failure";

type Words = Messages["staff-cases"];

/** Texts of what became of a staff form about a case: failures by their code, and what was done. */
export async function caseWords<Value>(
  done: keyof Words["done"] | ((value: Value) => keyof Words["done"]),
): Promise<{ failure(failure: Failure): string; done(value: Value): string }> {
  const [failures, deeds] = await Promise.all([
    getTranslations("staff-cases.failures"),
    getTranslations("staff-cases.done"),
  ]);
  return {
    failure: ({ code, values }) =>
      failures(failures.has(code as never) ? (code as keyof Words["failures"]) : "other", {
        code,
        ...values,
      }),
    done: (value) => deeds(typeof done === "string" ? done : done(value)),
  };
}
