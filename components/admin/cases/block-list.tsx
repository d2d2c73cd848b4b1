import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { formatInternational } from "@/lib/phone/format-international";
import type { BlockView } from "@/lib/reports/types";
import { CodeText } from "../code-text";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { Fold } from "./fold";
import { StaffForm } from "./staff-form";

function Value({ of: { kind, value } }: { of: BlockView }) {
  if (kind === "number") return <span className="num">{formatInternational(value)}</span>;
  return kind === "buyer" || kind === "card" ? <CodeText>{value}</CodeText> : <>{value}</>;
}

/** Whom the shop sells or sends nothing to, with why and until when; who may lifts it here. */
export function BlockList({ blocks, lift }: { blocks: BlockView[]; lift: FormAction | null }) {
  const t = useTranslations("staff-cases.blocks");
  if (blocks.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  return (
    <ul className="grid gap-3">
      {blocks.map((block) => (
        <li key={block.id} className="grid gap-2 rounded-md border border-rule bg-surface p-3 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Chip tone={block.over ? "plain" : "bad"}>{t(`kind.${block.kind}`)}</Chip>
            <span className="font-semibold [overflow-wrap:anywhere]">
              <Value of={block} />
            </span>
            <span className="text-xs text-ink-3">
              {t.rich("since", { by: block.by, moment: () => <When at={block.at} /> })}
              {block.endsAt && !block.over && (
                <>
                  {" · "}
                  {t.rich("until", { moment: () => <When at={block.endsAt ?? ""} /> })}
                </>
              )}
            </span>
          </p>
          <p className="text-ink-2 [overflow-wrap:anywhere]">{block.reason}</p>
          {block.over && (
            <p className="text-xs text-ink-3">
              {t.rich("over", { by: block.over.by ?? "", moment: () => <When at={block.over?.at ?? ""} /> })}{" "}
              {block.over.why}
            </p>
          )}
          {!block.over && lift && (
            <Fold title={t("lift")}>
              <StaffForm
                id={`lift-${block.id}`}
                action={lift}
                hidden={{ block: block.id }}
                fields={[{ name: "reason", label: t("reason"), as: "area" }]}
                button={t("liftButton")}
                pending={t("lifting")}
                says={t("liftSays")}
              />
            </Fold>
          )}
        </li>
      ))}
    </ul>
  );
}
