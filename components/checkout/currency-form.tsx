import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";

/** What to pay in: a list and a button, so that nothing changes before the buyer says so. Posts `currency` and the hidden fields. */
export function CurrencyForm({
  action,
  current,
  fields,
  locale,
}: {
  action: (form: FormData) => Promise<void>;
  current: string;
  /** Hidden fields: `locale`, and `checkout` or `from`. */
  fields: Record<string, string>;
  locale: string;
}) {
  const t = useTranslations("checkout.currency");
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return (
    <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="currency" className="font-semibold max-sm:basis-full">
        {t("label")}
      </label>
      <select
        id="currency"
        name="currency"
        key={current}
        defaultValue={current}
        className="min-h-12 w-0 min-w-36 flex-1 rounded-md border-[1.5px] border-rule-strong bg-surface px-3 font-semibold text-ink"
      >
        {BUYER_CURRENCIES.map((currency) => (
          <option key={currency} value={currency}>
            {currency} · {names.of(currency)}
          </option>
        ))}
      </select>
      <SubmitButton tone="quiet" pending={t("pending")} className="min-h-12! text-sm!">
        {t("button")}
      </SubmitButton>
    </form>
  );
}
