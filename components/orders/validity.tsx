import { useLocale, useTranslations } from "next-intl";
import { ProviderText } from "@/components/ui/provider-text";
import { writeValidity } from "./write-validity";

/** How long a code is good; nothing where the provider does not say it. */
export function Validity({ said }: { said: string | null }) {
  const t = useTranslations("orders.pin");
  const locale = useLocale();
  if (!said) return null;
  const { is, text } = writeValidity(said, locale);
  return (
    <p className="mb-3 text-sm text-ink-2">
      {is === "date" ? (
        t("until", { date: text })
      ) : (
        <>
          {t("validity")} {is === "days" ? text : <ProviderText text={text} />}
        </>
      )}
    </p>
  );
}
