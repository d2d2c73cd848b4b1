import { useTranslations } from "next-intl";
import { BULK_ACTIONS } from "@/lib/reports/types";
import { buttonClass, inputClass } from "../control-class";

/** What is to be done with the orders that are picked; the next page says what it will do before anything is done. */
export function BulkForm({ id, back }: { id: string; back: string }) {
  const t = useTranslations("staff-numbers.bulk");
  return (
    <form id={id} action="/admin/orders/bulk" className="mt-4 flex flex-wrap items-end gap-3">
      <input type="hidden" name="back" value={back} />
      <div className="grid gap-1">
        <label htmlFor="bulk-do" className="text-xs font-semibold">
          {t("label")}
        </label>
        <select id="bulk-do" name="do" className={inputClass}>
          {BULK_ACTIONS.map((action) => (
            <option key={action} value={action}>
              {t(`actions.${action}.name`)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className={buttonClass}>
        {t("look")}
      </button>
    </form>
  );
}
