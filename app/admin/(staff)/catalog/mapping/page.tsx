import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { DecisionTable } from "@/components/admin/catalog/decision-table";
import { MappingKeys } from "@/components/admin/catalog/mapping-keys";
import { UnmappedList } from "@/components/admin/catalog/unmapped-list";
import { Section } from "@/components/admin/section";
import { Notice } from "@/components/ui/notice";
import { listDecisions, listStaffOperators, listUnmapped } from "@/lib/catalog";
import { may } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../../require-staff";
import { areKeysOn } from "../../list-shortcuts";
import { mapAction, undoAction } from "../catalog-actions";

/** Cases on one page, operators of a country, decisions shown. */
const [SHOWN, MOST_OF_COUNTRY, DECISIONS] = [24, 300, 30];

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.mapping");
  return { title: t("title") };
}

export default async function MappingPage() {
  const { ctx } = await requireStaff("catalog.read");
  const [unmapped, decisions, t] = await Promise.all([
    listUnmapped(ctx),
    listDecisions(ctx, { limit: DECISIONS }),
    getTranslations("staff-supply.mapping"),
  ]);
  const shown = unmapped.slice(0, SHOWN);
  const countries = [...new Set(shown.map(({ country }) => country))];
  const known = await Promise.all(
    countries.map((country) => listStaffOperators(ctx, { country, limit: MOST_OF_COUNTRY })),
  );
  const operators = known.flatMap((page) => page.operators);
  const cases = shown.map((one) => ({
    ...one,
    operators: operators
      .filter(({ country, sort }) => country === one.country && sort === one.sort)
      .map(({ id, name }) => ({ id, name })),
  }));
  const write = may(ctx.actor, "catalog.write");
  const keys = write && cases.length > 0 && (await areKeysOn());
  return (
    <>
      {keys && <MappingKeys />}
      <h1 className="mb-3 text-xl">{t("title")}</h1>
      <CatalogNav here="mapping" />
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead", { count: unmapped.length })}</p>
      {keys && <p className="mb-3 text-xs text-ink-3">{t("keys")}</p>}
      {cases.length > 0 ? (
        <UnmappedList cases={cases} action={write ? mapAction : undefined} />
      ) : (
        <Notice tone="ok" title={t("done")} />
      )}
      {decisions.length > 0 && (
        <Section id="decisions" title={t("decisions")} note={t("decisionsNote")}>
          <DecisionTable decisions={decisions} undo={write ? undoAction : undefined} />
        </Section>
      )}
    </>
  );
}
