import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Fold } from "@/components/admin/cases/fold";
import { PromoTable } from "@/components/admin/cases/promo-table";
import { PromotionSearch } from "@/components/admin/cases/promotion-search";
import { PromotionTable } from "@/components/admin/cases/promotion-table";
import { StaffForm } from "@/components/admin/cases/staff-form";
import { Section } from "@/components/admin/section";
import { may } from "@/lib/core/permissions";
import { listPromotions, readPromoCodes } from "@/lib/reports";
import type { AppCtx } from "@/lib/runtime";
import { readStaff, requireStaff } from "../../require-staff";
import { switchPromotionAction } from "../catalog/catalog-actions";
import { firstOf, type Query } from "../prices/first-of";
import { createPromoAction, endPromoAction } from "./promo-actions";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.promo");
  return { title: t("title") };
}

/** So many promotions are shown at once: there are hundreds. */
const SHOWN = 50;

async function Promotions({ ctx, query }: { ctx: AppCtx; query: Query }) {
  const asked = { search: firstOf(query, "q").slice(0, 80), hiddenOnly: firstOf(query, "hidden") === "yes" };
  const [{ promotions, more }, t] = await Promise.all([
    listPromotions(ctx, { ...asked, limit: SHOWN }),
    getTranslations("staff-cases.promo"),
  ]);
  const looked = asked.search !== "" || asked.hiddenOnly;
  return (
    <Section id="promotions" title={t("promotions")} note={t("promotionsNote")}>
      <PromotionSearch search={asked.search} hiddenOnly={asked.hiddenOnly} />
      {promotions.length > 0 ? (
        <PromotionTable
          rows={promotions}
          action={may(ctx.actor, "catalog.write") ? switchPromotionAction : null}
        />
      ) : (
        <p className="text-sm text-ink-2">{t(looked ? "noneFits" : "noPromotions")}</p>
      )}
      {more && <p className="mt-3 text-sm text-ink-2">{t("morePromotions", { shown: SHOWN })}</p>}
    </Section>
  );
}

export default async function PromoCodesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [{ ctx }, query] = await Promise.all([requireStaff("prices.read"), searchParams]);
  const [codes, t] = await Promise.all([readPromoCodes(ctx), getTranslations("staff-cases.promo")]);
  const writes = may(ctx.actor, "promotions.write");
  return (
    <>
      <h1 className="mb-2 text-xl">{t("title")}</h1>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      {writes && (
        <Fold title={t("make")}>
          <StaffForm
            id="promo"
            action={createPromoAction}
            tone="next"
            wide
            fields={[
              { name: "code", label: t("code"), hint: t("codeHint") },
              { name: "percent", label: t("percent"), hint: t("percentHint"), optional: true },
              { name: "fixed", label: t("fixed"), hint: t("fixedHint"), optional: true },
              { name: "currency", label: t("currency"), value: "USD" },
              { name: "minimum", label: t("minimum"), optional: true },
              { name: "startsAt", label: t("startsAt"), as: "moment", hint: t("utc"), optional: true },
              { name: "endsAt", label: t("endsAt"), as: "moment", hint: t("utc"), optional: true },
              { name: "mostInAll", label: t("mostInAll"), as: "number", least: 1, optional: true },
              { name: "mostPerBuyer", label: t("mostPerBuyer"), as: "number", least: 1, optional: true },
              { name: "kinds", label: t("kinds"), hint: t("kindsHint"), optional: true },
              { name: "countries", label: t("countries"), hint: t("countriesHint"), optional: true },
              { name: "belowCost", label: t("belowCostLabel"), as: "check", optional: true },
            ]}
            button={t("makeButton")}
            pending={t("making")}
            says={t("makeSays")}
          />
        </Fold>
      )}
      <Section id="codes" title={t("codes")} note={t("codesNote")}>
        <PromoTable codes={codes} end={writes ? endPromoAction : null} />
      </Section>
      <Promotions ctx={ctx} query={query} />
    </>
  );
}
