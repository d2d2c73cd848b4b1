import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { DAYS, LEAST_DATA, SORTS, type PackageFilter as Filter } from "./filter-packages";

const selectClass =
  "min-h-12 rounded-md border border-rule-strong bg-surface px-3 text-sm font-semibold text-ink w-full";

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
}) {
  return (
    <label className="grid gap-1 text-xs font-semibold text-ink-2 min-w-0">
      {label}
      <select name={name} defaultValue={value} className={selectClass}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Narrows and sorts packages by the address, so that it needs no script and can be shared. */
export function PackageFilter({
  filter,
  to,
  found,
  sms,
}: {
  filter: Filter;
  /** Token of the number, which stays in the address. */
  to: string | null;
  /** How many fit, of how many. */
  found: { count: number; of: number };
  /** Whether it can be asked for messages. */
  sms: boolean;
}) {
  const t = useTranslations("product.filter");
  const days = DAYS.map((word) => [word, t(`days.${word}`)] as const);
  const sorts = SORTS.map((word) => [word, t(`sorts.${word}`)] as const);
  const data = LEAST_DATA.map((least) => [String(least), t("dataFrom", { least })] as const);
  return (
    <form action="#packages" className="grid gap-3 rounded-lg border border-rule bg-surface p-4">
      {to !== null && <input type="hidden" name="to" value={to} />}
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
        <Choice
          name="data"
          label={t("data")}
          value={String(filter.data || "")}
          options={[["", t("any")], ...data]}
        />
        <Choice name="days" label={t("validity")} value={filter.days} options={[["", t("any")], ...days]} />
        <Choice
          name="calls"
          label={t("calls")}
          value={filter.calls ? "1" : ""}
          options={[
            ["", t("any")],
            ["1", t("withMinutes")],
          ]}
        />
        {sms && (
          <Choice
            name="sms"
            label={t("sms")}
            value={filter.sms ? "1" : ""}
            options={[
              ["", t("any")],
              ["1", t("withSms")],
            ]}
          />
        )}
        <Choice name="sort" label={t("sort")} value={filter.sort} options={sorts} />
        <button type="submit" className={`${buttonClass("quiet")} ${sms ? "" : "col-span-2"}`}>
          {t("apply")}
        </button>
      </div>
      <p className="text-sm text-ink-2" role="status">
        {t("found", found)}
      </p>
    </form>
  );
}
