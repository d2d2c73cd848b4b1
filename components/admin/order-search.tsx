import { useTranslations } from "next-intl";
import Link from "next/link";
import type { OrderState } from "@/lib/core/transitions";
import { buttonClass, inputClass } from "./control-class";

/** Search and filter; a plain form, so that what is shown stands in the address. */
export function OrderSearch({
  typed,
  state,
  states,
}: {
  typed: string;
  state: OrderState | undefined;
  states: OrderState[];
}) {
  const t = useTranslations("admin.orders");
  const stateWord = useTranslations("admin.orderState");
  return (
    <form action="/admin/orders" role="search" className="grid items-end gap-3 md:grid-cols-[1fr_auto_auto]">
      <div className="grid gap-1">
        <label htmlFor="q" className="text-xs font-semibold">
          {t("searchLabel")}
        </label>
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={typed}
          autoComplete="off"
          spellCheck={false}
          aria-describedby="q-hint"
          className={inputClass}
        />
      </div>
      <div className="grid gap-1">
        <label htmlFor="state" className="text-xs font-semibold">
          {t("state")}
        </label>
        <select id="state" name="state" defaultValue={state ?? ""} className={inputClass}>
          <option value="">{t("anyState")}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {stateWord(one)}
            </option>
          ))}
        </select>
      </div>
      <div className="flex gap-3">
        <button type="submit" className={`${buttonClass} max-md:flex-1`}>
          {t("search")}
        </button>
        {(typed || state) && (
          <Link href="/admin/orders" className={`${buttonClass} max-md:flex-1`}>
            {t("clear")}
          </Link>
        )}
      </div>
      <p id="q-hint" className="text-xs text-ink-3 md:col-span-3">
        {t("searchHint")}
      </p>
    </form>
  );
}
