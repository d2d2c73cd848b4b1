import { useTranslations } from "next-intl";
import type { StaffProduct } from "@/lib/catalog/types";
import { Amount } from "../amount";
import { DataTable } from "../data-table";
import { providerTitle } from "../provider-title";
import type { FormAction } from "../settle/form-state";
import { FieldForm } from "../supply/field-form";
import { SaleChip } from "./sale-chip";
import { SwitchForm } from "./switch-form";

export interface ProductActions {
  switchSaleAction: FormAction;
  nameProductAction: FormAction;
}

function Change({ product, actions }: { product: StaffProduct; actions: ProductActions }) {
  const t = useTranslations("staff-supply.product");
  const { id, description, ownWords, kind } = product;
  return (
    <details className="max-w-[22rem] text-start">
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">{t("change")}</summary>
      <div className="mt-2 grid gap-5">
        <SwitchForm
          subject={{ kind: "product", id }}
          on={!product.off}
          name={description || kind}
          action={actions.switchSaleAction}
        />
        <FieldForm
          id={`words-${id}`}
          action={actions.nameProductAction}
          hidden={{ product: id, seen: ownWords ?? "" }}
          fields={[{ name: "words", label: t("words"), value: ownWords ?? "", hint: t("wordsHint") }]}
          texts={{ button: t("name"), pending: t("naming") }}
        />
      </div>
    </details>
  );
}

/** Everything an operator sells or sold. */
export function ProductList({
  products,
  actions,
}: {
  products: StaffProduct[];
  actions: ProductActions | undefined;
}) {
  const t = useTranslations("staff-supply.product");
  return (
    <DataTable
      caption={t("title")}
      rows={products}
      keyOf={({ id }) => id}
      columns={[
        { head: t("kind"), cell: ({ kind }) => kind },
        {
          head: t("words"),
          cell: ({ description }) => <span className="[overflow-wrap:anywhere]">{description || "–"}</span>,
        },
        {
          head: t("face"),
          atEnd: true,
          cell: ({ face, least, most }) =>
            least && most ? (
              <span>
                <Amount of={least} /> – <Amount of={most} />
              </span>
            ) : (
              face && <Amount of={face} />
            ),
        },
        { head: t("providers"), cell: ({ providers }) => providers.map(providerTitle).join(", ") },
        {
          head: t("state"),
          cell: ({ off, available }) => (
            <SaleChip forbidden={false} off={off} countryOff={null} available={available} />
          ),
        },
        { head: t("change"), cell: (product) => actions && <Change product={product} actions={actions} /> },
      ]}
    />
  );
}
