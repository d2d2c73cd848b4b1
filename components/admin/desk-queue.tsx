import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { Section } from "./section";

/** What waits for a person; nothing at all while nothing waits. */
export function DeskQueue({
  name,
  total,
  tone,
  aside,
  children,
}: {
  name: "review" | "inDoubt" | "overdue" | "late" | "payments" | "failedMails" | "providers" | "unmapped";
  total: number;
  tone: "wait" | "bad";
  aside?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("admin.desk");
  if (total === 0) return null;
  const title = (
    <span className="inline-flex items-center gap-2">
      {t(`${name}.title`)} <Chip tone={tone}>{total}</Chip>
    </span>
  );
  return (
    <Section id={`queue-${name}`} title={title} note={t(`${name}.text`)} aside={aside}>
      {children}
    </Section>
  );
}
