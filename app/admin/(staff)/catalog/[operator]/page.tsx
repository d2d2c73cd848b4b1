import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { validate as isUuid } from "uuid";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { ProductList } from "@/components/admin/catalog/product-list";
import { SaleChip } from "@/components/admin/catalog/sale-chip";
import { SwitchForm } from "@/components/admin/catalog/switch-form";
import { Section } from "@/components/admin/section";
import { FieldForm } from "@/components/admin/supply/field-form";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { Notice } from "@/components/ui/notice";
import { listStaffOperators, readStaffOperator } from "@/lib/catalog";
import { may } from "@/lib/core/permissions";
import { countryName } from "@/lib/phone/country-name";
import { readStaff, requireStaff } from "../../../require-staff";
import { mergeAction, nameOperatorAction, nameProductAction, switchSaleAction } from "../catalog-actions";

const MOST_OF_COUNTRY = 300;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.catalog");
  return { title: t("title") };
}

export default async function OperatorPage({ params }: { params: Promise<{ operator: string }> }) {
  const { ctx } = await requireStaff("catalog.read");
  const { operator: operatorId } = await params;
  const found = isUuid(operatorId) ? await readStaffOperator(ctx, { operatorId }) : null;
  if (!found) notFound();
  const { operator, products } = found;
  const write = may(ctx.actor, "catalog.write");
  const [t, neighbours] = await Promise.all([
    getTranslations("staff-supply.operator"),
    listStaffOperators(ctx, { country: operator.country, limit: MOST_OF_COUNTRY }),
  ]);
  const others = neighbours.operators.filter(({ id, sort }) => id !== operator.id && sort === operator.sort);
  return (
    <>
      <CatalogNav here="operators" />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Monogram name={operator.name} mark={operator.mark} size={44} />
        <div>
          <h1 className="text-xl">{operator.name}</h1>
          <p className="text-sm text-ink-2">
            {operator.country === "ZZ" ? t("region") : countryName(operator.country, "en")}
            {operator.listedName && `, ${t("listedAs", { name: operator.listedName })}`}
          </p>
        </div>
        <SaleChip {...operator} available={operator.products > 0} />
        {operator.enabled && operator.sort === "network" && (
          <a href={operator.path} className="link inline-flex min-h-6 items-center text-sm md:ms-auto">
            {t("inShop")}
          </a>
        )}
      </div>
      {operator.forbidden && <Notice tone="bad" title={t("forbidden")} />}
      {write && (
        <div className="grid gap-4 md:grid-cols-3">
          <Card className="grid content-start gap-3 sm:p-5">
            <h2 className="text-base font-bold">{t("sale")}</h2>
            <p className="text-sm text-ink-2">{t("saleText")}</p>
            <SwitchForm
              subject={{ kind: "operator", id: operator.id }}
              on={!operator.off}
              name={operator.name}
              action={switchSaleAction}
            />
          </Card>
          <Card className="grid content-start gap-3 sm:p-5">
            <h2 className="text-base font-bold">{t("look")}</h2>
            <FieldForm
              id="look"
              action={nameOperatorAction}
              hidden={{
                operator: operator.id,
                seen: operator.name,
                "seen-hue": String(operator.mark.hue ?? ""),
                "seen-letters": operator.mark.letters ?? "",
              }}
              fields={[
                { name: "name", label: t("name"), value: operator.name, hint: t("nameHint"), most: 60 },
                {
                  name: "letters",
                  label: t("letters"),
                  value: operator.mark.letters ?? "",
                  hint: t("markHint"),
                  most: 3,
                },
                {
                  name: "hue",
                  label: t("hue"),
                  type: "number",
                  least: 0,
                  most: 359,
                  value: operator.mark.hue === null ? "" : String(operator.mark.hue),
                },
              ]}
              texts={{ button: t("setLook"), pending: t("setting") }}
            />
          </Card>
          {others.length > 0 && (
            <Card className="grid content-start gap-3 sm:p-5">
              <h2 className="text-base font-bold">{t("merge")}</h2>
              <p className="text-sm text-ink-2">{t("mergeText", { name: operator.name })}</p>
              <FieldForm
                id="merge"
                tone="danger"
                action={mergeAction}
                hidden={{ from: operator.id }}
                fields={[
                  {
                    name: "into",
                    label: t("mergeInto"),
                    options: others.map(({ id, name }) => ({ value: id, text: name })),
                    value: others[0]?.id ?? "",
                  },
                ]}
                texts={{ button: t("mergeIt"), pending: t("merging") }}
              />
            </Card>
          )}
        </div>
      )}
      <Section id="products" title={t("products")}>
        <ProductList
          products={products}
          actions={write ? { switchSaleAction, nameProductAction } : undefined}
        />
      </Section>
    </>
  );
}
