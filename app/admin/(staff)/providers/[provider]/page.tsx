import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { validate as isUuid } from "uuid";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { CircuitTable } from "@/components/admin/supply/circuit-table";
import { ErrorMix, HourChart, HourTable, OperatorTable } from "@/components/admin/supply/health-section";
import { ProviderCards } from "@/components/admin/supply/provider-cards";
import { RuleTable } from "@/components/admin/supply/rule-table";
import { StandingChips } from "@/components/admin/supply/standing-chips";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { readProviderHealth, readProviders } from "@/lib/reports";
import type { ProviderHealth } from "@/lib/reports/types";
import { readStaff, requireStaff } from "../../../require-staff";
import { providerOf } from "../provider-of";
import { readNamedRules } from "../read-named-rules";
import {
  alertAction,
  checkAction,
  closeAction,
  endPauseAction,
  endRuleAction,
  pauseAction,
  switchAction,
} from "../supply-actions";
import { providerTitle } from "@/components/admin/provider-title";

const ACTIONS = { pauseAction, endPauseAction, switchAction, alertAction, checkAction };

const SPANS = [24, 72, 168, 720];

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: Promise<{ hours?: string | string[]; operator?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await readStaff())) return {};
  return { title: (await params).provider };
}

interface HealthProps {
  provider: string;
  hours: number;
  health: ProviderHealth;
}

/** How far back, of whom: each a link; both stand in the address. */
async function Spans({ provider, hours, health: { only } }: HealthProps) {
  const t = await getTranslations("staff-supply.provider");
  const one = only ? `&operator=${only.operatorId}` : "";
  return (
    <nav aria-label={t("span")} className="flex flex-wrap gap-3 text-sm">
      {SPANS.map((span) => (
        <Link
          key={span}
          href={`/admin/providers/${provider}?hours=${span}${one}#health`}
          aria-current={span === hours ? "true" : undefined}
          className="link inline-flex min-h-6 items-center aria-[current]:font-bold"
        >
          {t("hours", { hours: span })}
        </Link>
      ))}
    </nav>
  );
}

async function Health(props: HealthProps) {
  const { provider, hours, health } = props;
  const t = await getTranslations("staff-supply.provider");
  const { only, all, operators } = health;
  const way = `/admin/providers/${provider}?hours=${hours}`;
  return (
    <Section id="health" title={t("health")} note={t("healthNote")} aside={<Spans {...props} />}>
      <div className="grid gap-6">
        {only && (
          <p className="text-sm font-semibold">
            {t("only", { name: only.name })}{" "}
            <Link href={`${way}#health`} className="link">
              {t("allOperators")}
            </Link>
          </p>
        )}
        {all.attempts === 0 ? (
          <p className="text-sm text-ink-2">{t("quiet")}</p>
        ) : (
          <HourChart hours={health.hours} />
        )}
        {all.errors.length > 0 && (
          <div>
            <h3 className="mb-1 text-sm font-bold">{t("mix")}</h3>
            <ErrorMix errors={all.errors} most={20} />
          </div>
        )}
        {operators.length > 0 && (
          <div>
            <h3 className="mb-1 text-sm font-bold">{t("byOperator")}</h3>
            <OperatorTable
              operators={operators}
              hrefOf={(operatorId) => `${way}&operator=${operatorId}#health`}
            />
          </div>
        )}
        {all.attempts > 0 && (
          <details open={health.hours.length <= 24}>
            <summary className="mb-1 cursor-pointer text-sm font-bold">
              {only ? t("byHourOf", { name: only.name }) : t("byHour")}
            </summary>
            <HourTable hours={health.hours} />
          </details>
        )}
      </div>
    </Section>
  );
}

export default async function ProviderPage({ params, searchParams }: Props) {
  const { ctx } = await requireStaff("supply.read");
  const [{ provider: typed }, { hours: asked, operator }] = await Promise.all([params, searchParams]);
  const provider = providerOf(typed);
  const hours = SPANS.find((one) => String(one) === asked) ?? 24;
  const operatorId = typeof operator === "string" && isUuid(operator) ? operator : undefined;
  const [standings, health, rules, t] = await Promise.all([
    readProviders(ctx),
    readProviderHealth(ctx, { provider, hours, operatorId }),
    readNamedRules(ctx),
    getTranslations("staff-supply.provider"),
  ]);
  const standing = standings.find((one) => one.provider === provider) ?? null;
  const on = ctx.providers.get(provider) !== undefined;
  const write = may(ctx.actor, "supply.write");
  const its = rules.filter((rule) => rule.provider === provider);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl">{providerTitle(provider)}</h1>
        {on ? <StandingChips standing={standing} /> : <Chip>{t("noCredentials")}</Chip>}
        <span className="flex flex-wrap gap-3 md:ms-auto">
          <Link href={`/admin/providers/${provider}/calls`} className={buttonClass}>
            {t("calls")}
          </Link>
          <Link href={`/admin/providers/rules?provider=${provider}`} className={buttonClass}>
            {t("newRule")}
          </Link>
        </span>
      </div>
      {!on && (
        <Notice tone="wait" title={t("off.title")}>
          {t("off.text")}
        </Notice>
      )}
      <ProviderCards provider={provider} standing={standing} actions={write ? ACTIONS : undefined} />
      {standing && standing.circuits.length > 0 && (
        <Section id="circuits" title={t("circuits")} note={t("circuitsNote")}>
          <CircuitTable
            provider={provider}
            circuits={standing.circuits}
            close={write ? closeAction : undefined}
          />
        </Section>
      )}
      <Health provider={provider} hours={hours} health={health} />
      <Section id="rules" title={t("rules")}>
        {its.length > 0 ? (
          <RuleTable rules={its} end={write ? endRuleAction : undefined} />
        ) : (
          <p className="text-sm text-ink-2">{t("noRules")}</p>
        )}
      </Section>
    </>
  );
}
