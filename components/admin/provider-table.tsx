import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { ProviderStanding } from "@/lib/reports/types";
import { MicroAmount } from "./amount";
import { DataTable } from "./data-table";
import { useWords } from "./use-words";
import { When } from "./when";
import { providerTitle } from "./provider-title";

/** Open ways that are named one by one; the rest is counted. */
const NAMED = 3;

function Chips({ standing }: { standing: ProviderStanding }) {
  const t = useTranslations("admin.providers");
  const { needsLook, silent, paused, switchedOff, floatLow, circuits } = standing;
  return (
    <span className="inline-flex flex-wrap gap-1.5 max-md:justify-end">
      {switchedOff && <Chip tone="plain">{t("off")}</Chip>}
      {silent && <Chip tone="bad">{t("silent")}</Chip>}
      {paused && <Chip tone="bad">{t("paused")}</Chip>}
      {floatLow && <Chip tone="bad">{t("floatLow")}</Chip>}
      {circuits.length > 0 && <Chip tone="wait">{t("circuits", { count: circuits.length })}</Chip>}
      {!needsLook && <Chip tone="ok">{t("fine")}</Chip>}
    </span>
  );
}

/** Why it is passed over, and until when. */
function Why({ paused, circuits }: ProviderStanding) {
  const t = useTranslations("admin.providers");
  const words = useWords();
  return (
    <span className="grid gap-0.5 text-xs">
      {paused && (
        <span>
          {paused.why && words("verdict", paused.why)} {t("until")} <When at={paused.until} />
        </span>
      )}
      {circuits.slice(0, NAMED).map(({ operator, country, why, retryAt }) => (
        <span key={`${country} ${operator}`}>
          {operator} {country}: {words("verdict", why)}
          {retryAt && (
            <>
              , {t("again")} <When at={retryAt} />
            </>
          )}
        </span>
      ))}
      {circuits.length > NAMED && <span>{t("more", { count: circuits.length - NAMED })}</span>}
    </span>
  );
}

/** How providers stand: what goes through them, what is left of our float, what rests and why. */
export function ProviderTable({ caption, rows }: { caption: string; rows: ProviderStanding[] }) {
  const t = useTranslations("admin.providers");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ provider }) => provider}
      columns={[
        {
          head: t("provider"),
          cell: ({ provider }) => <span className="font-semibold">{providerTitle(provider)}</span>,
        },
        { head: t("state"), cell: (standing) => <Chips standing={standing} /> },
        {
          head: t("why"),
          cell: (standing) => (standing.paused ?? standing.circuits[0]) && <Why {...standing} />,
        },
        {
          head: t("attempts"),
          cell: ({ delivered, failed }) => delivered + failed > 0 && t("counts", { delivered, failed }),
        },
        {
          head: t("spent"),
          atEnd: true,
          cell: ({ spent }) => spent && <MicroAmount of={spent} />,
        },
        {
          head: t("float"),
          atEnd: true,
          cell: ({ float, floatAt }) =>
            float && (
              <span className="grid gap-0.5">
                <MicroAmount of={float} />
                {floatAt && (
                  <span className="text-xs text-ink-3">
                    <When at={floatAt} />
                  </span>
                )}
              </span>
            ),
        },
      ]}
    />
  );
}
