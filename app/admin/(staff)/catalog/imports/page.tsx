import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { ImportTable } from "@/components/admin/catalog/import-table";
import { LiveRefresh } from "@/components/admin/live-refresh";
import { FieldForm } from "@/components/admin/supply/field-form";
import { listImportRuns } from "@/lib/catalog";
import { may } from "@/lib/core/permissions";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { readStaff, requireStaff } from "../../../require-staff";
import { importAction } from "../catalog-actions";
import { providerTitle } from "@/components/admin/provider-title";

const SHOWN = 60;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.imports");
  return { title: t("title") };
}

export default async function ImportsPage() {
  const { ctx } = await requireStaff("catalog.read");
  const [runs, t] = await Promise.all([
    listImportRuns(ctx, { limit: SHOWN }),
    getTranslations("staff-supply.imports"),
  ]);
  const on = PROVIDER_NAMES.filter((name) => ctx.providers.get(name));
  return (
    <>
      <h1 className="mb-3 text-xl">{t("title")}</h1>
      <CatalogNav here="imports" />
      {may(ctx.actor, "catalog.write") && (
        <div className="mb-5 max-w-[24rem]">
          <FieldForm
            id="import"
            action={importAction}
            fields={[
              {
                name: "provider",
                label: t("whose"),
                options: on.map((name) => ({ value: name, text: providerTitle(name) })),
                value: on[0] ?? "",
                hint: t("whoseHint"),
              },
            ]}
            texts={{ button: t("run"), pending: t("asking") }}
          />
        </div>
      )}
      <ImportTable runs={runs} />
      <LiveRefresh everyMs={10_000} />
    </>
  );
}
