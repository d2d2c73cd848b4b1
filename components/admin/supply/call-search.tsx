import { useTranslations } from "next-intl";
import { buttonClass, inputClass } from "../control-class";

const PURPOSES = [
  "submit",
  "prepare",
  "resolve",
  "balance",
  "lookup",
  "lookUpPorted",
  "offersFor",
  "offerDetails",
  "estimate",
  "fetchBill",
  "esimUsage",
  "listOffers",
  "promotions",
  "statement",
  "registerWebhook",
];

/** Search and filters of the call log; a plain form, so that what is shown stands in the address. */
export function CallSearch({
  address,
  asked,
}: {
  address: string;
  asked: { q: string; purpose: string; trouble: string };
}) {
  const t = useTranslations("staff-supply.calls");
  return (
    <form action={address} role="search" className="grid items-end gap-3 md:grid-cols-[1fr_auto_auto_auto]">
      <div className="grid gap-1">
        <label htmlFor="q" className="text-xs font-semibold">
          {t("searchLabel")}
        </label>
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={asked.q}
          autoComplete="off"
          spellCheck={false}
          className={inputClass}
        />
      </div>
      <div className="grid gap-1">
        <label htmlFor="purpose" className="text-xs font-semibold">
          {t("purpose")}
        </label>
        <select id="purpose" name="purpose" defaultValue={asked.purpose} className={inputClass}>
          <option value="">{t("anyPurpose")}</option>
          {PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {purpose}
            </option>
          ))}
        </select>
      </div>
      <label className="flex min-h-12 items-center gap-2 text-sm font-semibold md:min-h-10">
        <input
          type="checkbox"
          name="trouble"
          value="yes"
          defaultChecked={asked.trouble === "yes"}
          className="size-5"
        />
        {t("troubleOnly")}
      </label>
      <button type="submit" className={buttonClass}>
        {t("search")}
      </button>
    </form>
  );
}
