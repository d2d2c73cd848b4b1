import { useTranslations } from "next-intl";
import { Field, fieldAria } from "@/components/ui/field";
import { buttonClass, inputClass } from "../control-class";

/** Looks for promotions; sends a GET, so that what was looked for stands in the address. */
export function PromotionSearch({ search, hiddenOnly }: { search: string; hiddenOnly: boolean }) {
  const t = useTranslations("staff-cases.promo");
  const hint = t("findHint");
  return (
    <form
      action="/admin/promo-codes"
      role="search"
      aria-label={t("promotions")}
      className="mb-4 grid max-w-[36rem] gap-3"
    >
      <Field id="q" label={t("findLabel")} hint={hint}>
        <input
          {...fieldAria("q", { hint })}
          name="q"
          type="search"
          defaultValue={search}
          maxLength={80}
          autoComplete="off"
          className={inputClass}
        />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <label className="inline-flex min-h-12 items-center gap-2 text-sm md:min-h-10">
          <input
            type="checkbox"
            name="hidden"
            value="yes"
            defaultChecked={hiddenOnly}
            className="size-5 accent-ink"
          />
          {t("onlyHidden")}
        </label>
        <button type="submit" className={buttonClass}>
          {t("find")}
        </button>
      </div>
    </form>
  );
}
