import { useTranslations } from "next-intl";
import { buttonClass } from "../control-class";

/** Takes out the list that is shown, from the newest on. */
export function ExportForm({ query, mayWhole }: { query: string; mayWhole: boolean }) {
  const t = useTranslations("staff-numbers.export");
  const [whole, csv, json]: string[] = [t("whole"), t("csv"), t("json")];
  return (
    <form action="/admin/orders/export" className="flex flex-wrap items-center gap-3">
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {mayWhole && (
        <label className="flex min-h-12 items-center gap-2 text-sm md:min-h-10">
          <input type="checkbox" name="whole" value="1" className="size-5 accent-ink" />
          {whole}
        </label>
      )}
      <button type="submit" name="as" value="csv" className={buttonClass}>
        {csv}
      </button>
      <button type="submit" name="as" value="json" className={buttonClass}>
        {json}
      </button>
    </form>
  );
}
