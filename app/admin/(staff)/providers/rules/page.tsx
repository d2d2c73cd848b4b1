import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Section } from "@/components/admin/section";
import { FieldForm } from "@/components/admin/supply/field-form";
import { RehearsalView } from "@/components/admin/supply/rehearsal-view";
import { RuleScopeForm } from "@/components/admin/supply/rule-scope-form";
import { RuleTable, type NamedRule } from "@/components/admin/supply/rule-table";
import { listCountries, listOperatorsOf, rehearseRule } from "@/lib/catalog";
import type { RehearsedRule } from "@/lib/catalog/types";
import { may } from "@/lib/core/permissions";
import { countryName } from "@/lib/phone/country-name";
import { PRODUCT_KINDS, PROVIDER_NAMES } from "@/lib/providers/provider-names";
import { readOperatorNames } from "@/lib/reports";
import { readStaff, requireStaff } from "../../../require-staff";
import { readNamedRules } from "../read-named-rules";
import { endRuleAction } from "../supply-actions";
import { makeRuleAction } from "./make-rule-action";
import { readScope, type ScopeQuery } from "./read-scope";
import { providerTitle } from "@/components/admin/provider-title";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.rules");
  return { title: t("title") };
}

type Ctx = Awaited<ReturnType<typeof requireStaff>>["ctx"];

/** When the rule of the very same scope was made; empty where none holds. */
function madeAtOf(
  rules: NamedRule[],
  { provider, effect, country, operatorId, kind }: RehearsedRule,
): string {
  const same = rules.find(
    (one) =>
      one.provider === provider &&
      one.effect === effect &&
      one.country === (country ?? null) &&
      (one.operator?.id ?? null) === (operatorId ?? null) &&
      one.kind === (kind ?? null),
  );
  return same?.madeAt ?? "";
}

async function Rehearsal({ ctx, rule, rules }: { ctx: Ctx; rule: RehearsedRule; rules: NamedRule[] }) {
  const [rehearsal, t] = await Promise.all([rehearseRule(ctx, rule), getTranslations("staff-supply.rules")]);
  const names = await readOperatorNames(
    ctx,
    rehearsal.changes.map(({ operatorId }) => operatorId),
  );
  const { provider, effect, country, operatorId, kind } = rule;
  const hidden = {
    provider,
    effect,
    country: country ?? "",
    operator: operatorId ?? "",
    kind: kind ?? "",
    seen: madeAtOf(rules, rule),
  };
  return (
    <Section id="rehearsal" title={t("rehearsal")}>
      <RehearsalView rehearsal={{ ...rehearsal, names }} />
      {may(ctx.actor, "supply.write") && (
        <div className="mt-6 max-w-[34rem]">
          <FieldForm
            id="make"
            tone="next"
            action={makeRuleAction}
            hidden={hidden}
            fields={[
              { name: "reason", label: t("reason"), required: true, hint: t("reasonHint") },
              {
                name: "days",
                label: t("lasts"),
                options: ["", "1", "7", "30", "90"].map((days) => ({
                  value: days,
                  text: days ? t("days", { days: Number(days) }) : t("alwaysLasts"),
                })),
              },
            ]}
            texts={{
              button: t(`make.${effect}`, { provider: providerTitle(provider) }),
              pending: t("making"),
            }}
          />
        </div>
      )}
    </Section>
  );
}

/** Rules of routing: those that hold, and a new one, rehearsed before it is made. */
export default async function RulesPage({ searchParams }: { searchParams: Promise<ScopeQuery> }) {
  const { ctx } = await requireStaff("supply.read");
  const asked = readScope(await searchParams);
  const [rules, countries, operators, t] = await Promise.all([
    readNamedRules(ctx),
    listCountries(ctx),
    asked.country ? listOperatorsOf(ctx, { country: asked.country }) : [],
    getTranslations("staff-supply.rules"),
  ]);
  return (
    <>
      <h1 className="mb-1 text-xl">{t("title")}</h1>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      {rules.length > 0 ? (
        <RuleTable rules={rules} end={may(ctx.actor, "supply.write") ? endRuleAction : undefined} />
      ) : (
        <p className="text-sm font-semibold">{t("none")}</p>
      )}
      <Section id="new" title={t("new")} note={t("newNote")}>
        <RuleScopeForm
          asked={asked}
          providers={PROVIDER_NAMES}
          kinds={PRODUCT_KINDS}
          countries={countries
            .map(({ country }) => ({ value: country, text: countryName(country, "en") }))
            .toSorted((a, b) => a.text.localeCompare(b.text))}
          operators={operators.map(({ id, name }) => ({ value: id, text: name }))}
        />
      </Section>
      {asked.rule && <Rehearsal ctx={ctx} rule={asked.rule} rules={rules} />}
    </>
  );
}
