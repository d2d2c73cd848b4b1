import { useTranslations } from "next-intl";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { StaffPayment } from "@/lib/reports/types";
import { Fact, FactList } from "./fact-list";

type Checks = NonNullable<StaffPayment["checks"]>;

const RESULTS = ["pass", "fail", "unavailable", "unchecked"] as const;
const RESULT_TONES: Record<string, ChipTone> = { pass: "ok", fail: "bad" };
const LEVELS = ["normal", "elevated", "highest", "not_assessed", "unknown"] as const;
const LEVEL_TONES: Record<string, ChipTone> = { normal: "ok", elevated: "wait", highest: "bad" };
const SECURE = ["authenticated", "attempt_acknowledged", "exempted", "failed", "not_supported"] as const;
const SECURE_TONES: Record<string, ChipTone> = { authenticated: "ok", failed: "bad" };

/** A word that nobody listed is shown as Stripe writes it. */
const asTheySay = (word: string) => word.replaceAll("_", " ");

function Result({ of }: { of: string | null }) {
  const t = useTranslations("staff-cases.checks.results");
  if (of === null) return <span className="font-normal">{t("none")}</span>;
  const known = RESULTS.find((one) => one === of);
  return <Chip tone={RESULT_TONES[of] ?? "plain"}>{known ? t(known) : asTheySay(of)}</Chip>;
}

function Risk({ level, score }: { level: string; score: number | null }) {
  const t = useTranslations("staff-cases.checks");
  const known = LEVELS.find((one) => one === level);
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
      <Chip tone={LEVEL_TONES[level] ?? "plain"}>{known ? t(`levels.${known}`) : asTheySay(level)}</Chip>
      {score !== null && <span className="num">{t("score", { score })}</span>}
    </span>
  );
}

function Secure({ of }: { of: string | null }) {
  const t = useTranslations("staff-cases.checks.secure");
  if (of === null) return <span className="font-normal">{t("none")}</span>;
  const known = SECURE.find((one) => one === of);
  return <Chip tone={SECURE_TONES[of] ?? "plain"}>{known ? t(known) : asTheySay(of)}</Chip>;
}

/** What Stripe and the card's bank found of who pays, as it was told when the card was held. */
export function CardChecks({ checks }: { checks: Checks | null }) {
  const t = useTranslations("staff-cases.checks");
  return (
    <section aria-labelledby="card-checks" className="mt-4 border-t border-rule pt-3">
      <h3 id="card-checks" className="mb-2 text-sm font-bold">
        {t("title")}
      </h3>
      {checks ? (
        <>
          <FactList>
            <Fact label={t("risk")}>
              {checks.riskLevel && <Risk level={checks.riskLevel} score={checks.riskScore} />}
            </Fact>
            <Fact label={t("cvc")}>
              <Result of={checks.cvc} />
            </Fact>
            <Fact label={t("postalCode")}>
              <Result of={checks.postalCode} />
            </Fact>
            <Fact label={t("line1")}>
              <Result of={checks.line1} />
            </Fact>
            <Fact label={t("threeDSecure")}>
              <Secure of={checks.threeDSecure} />
            </Fact>
          </FactList>
          {checks.says && (
            <p className="mt-2 text-sm text-ink-2">
              {t("says")} <q lang="en">{checks.says}</q>
            </p>
          )}
        </>
      ) : (
        <p className="text-sm text-ink-2">{t("notKept")}</p>
      )}
    </section>
  );
}
