import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";

/** Doors to the sandbox: its mailbox, and the list of what numbers and cards do. */
export function DemoLinks({ sandbox }: { sandbox: string }) {
  const t = useTranslations("shop.help");
  return (
    <span className="mt-4 grid justify-items-start gap-1 text-ink">
      <a href={`${sandbox}/mail`} className={buttonClass("quiet")}>
        {t("mailbox")}
      </a>
      <span className="text-xs text-ink-3">{t("mailboxNote")}</span>
      <a href={`${sandbox}/`} className="link inline-flex min-h-12 items-center text-sm">
        {t("scenarios")}
      </a>
    </span>
  );
}
