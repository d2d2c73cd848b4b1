import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Preview, PreviewPrice } from "@/lib/catalog/prices/types";
import { Amount } from "../amount";
import { DataTable } from "../data-table";
import { Section } from "../section";
import { providerTitle } from "../provider-title";

function PriceTable({ caption, rows }: { caption: string; rows: PreviewPrice[] }) {
  const t = useTranslations("staff-prices");
  const format = useFormatter();
  const share = (hundredths: number) => format.number(hundredths / 100, { maximumFractionDigits: 1 });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ productId, face }) => `${productId}:${face.minor}`}
      columns={[
        {
          head: t("preview.product"),
          cell: ({ operator, kind, description, parcel, face, provider, sold }) => (
            <span>
              {operator.name} ({operator.country}), {t(`words.kind.${kind}`)} {parcel ?? <Amount of={face} />}
              <span className="block text-xs text-ink-3">
                {[
                  parcel ? "" : description,
                  t("words.through", { provider: providerTitle(provider) }),
                  sold > 0 ? t("preview.sold", { sold }) : "",
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          ),
        },
        { head: t("preview.cost"), cell: ({ cost }) => <Amount of={cost} />, atEnd: true },
        {
          head: t("preview.before"),
          cell: ({ before }) => (before ? <Amount of={before} /> : t("preview.unsold")),
          atEnd: true,
        },
        { head: t("preview.after"), cell: ({ after }) => <Amount of={after} />, atEnd: true },
        {
          head: t("preview.left"),
          cell: ({ left, share: part }) => (
            <span className={`num whitespace-nowrap ${left.minor < 0 ? "font-bold text-clay" : ""}`}>
              <Amount of={left} /> ({share(part)} %)
            </span>
          ),
          atEnd: true,
        },
      ]}
    />
  );
}

/** What a draft does to real products. */
export function PreviewSection({ preview }: { preview: Preview }) {
  const t = useTranslations("staff-prices.preview");
  const { products, dearer, cheaper, belowCost, examples, losing } = preview;
  return (
    <Section id="preview" title={t("title")} note={t("note", { products, dearer, cheaper })}>
      {belowCost > 0 ? (
        <Notice tone="bad" title={t("losingTitle", { products: belowCost })}>
          {t("losingText")}
        </Notice>
      ) : (
        <Notice tone="ok">{t("noneLosing")}</Notice>
      )}
      {losing.length > 0 && (
        <div className="mt-4">
          <h3 className="mb-1 text-base">{t("losing")}</h3>
          <PriceTable caption={t("losing")} rows={losing} />
        </div>
      )}
      <div className="mt-4">
        <h3 className="mb-1 text-base">{t("examples")}</h3>
        <PriceTable caption={t("examples")} rows={examples} />
      </div>
    </Section>
  );
}
