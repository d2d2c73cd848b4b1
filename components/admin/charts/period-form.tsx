import { useTranslations } from "next-intl";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { Period, PeriodProblem } from "@/lib/reports/types";
import { buttonClass, inputClass } from "../control-class";

const NAMES = [
  ["today", "today"],
  ["7", "week"],
  ["30", "month"],
  ["90", "quarter"],
] as const;

/** What period and whose clock: links for the usual ones, a plain form for any other; both stand in the address. */
export function PeriodForm({
  period,
  problems,
  zones,
}: {
  period: Period;
  problems: readonly PeriodProblem[];
  /** IANA names to choose from. */
  zones: readonly string[];
}) {
  const t = useTranslations("staff-numbers.period");
  const { name, from, to, zone } = period;
  return (
    <div className="grid gap-3">
      {problems.map((problem) => (
        <Notice key={problem} tone="bad">
          {t(`problems.${problem}`)}
        </Notice>
      ))}
      <div className="flex flex-wrap items-end gap-3">
        <nav aria-label={t("label")} className="flex flex-wrap gap-2">
          {NAMES.map(([one, word]) => (
            <Link
              key={one}
              href={`/admin?${new URLSearchParams({ period: one, tz: zone }).toString()}`}
              aria-current={one === name ? "true" : undefined}
              className={`${buttonClass} aria-[current=true]:border-ink aria-[current=true]:shadow-[inset_0_-3px_0_var(--color-marigold)]`}
            >
              {t(`names.${word}`)}
            </Link>
          ))}
        </nav>
        <form action="/admin" className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="period" value={name === "custom" ? "7" : name} />
          <DayField name="from" label={t("from")} value={from} />
          <DayField name="to" label={t("to")} value={to} />
          <label className="grid gap-1 text-xs font-semibold">
            {t("zone")}
            <input
              name="tz"
              list="zones"
              defaultValue={zone}
              autoComplete="off"
              className={`${inputClass} max-w-56`}
            />
          </label>
          <datalist id="zones">
            {zones.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </datalist>
          <button type="submit" className={buttonClass}>
            {t("show")}
          </button>
        </form>
      </div>
    </div>
  );
}

function DayField({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <label className="grid gap-1 text-xs font-semibold">
      {label}
      <input name={name} type="date" defaultValue={value ?? ""} className={`${inputClass} w-40`} />
    </label>
  );
}
