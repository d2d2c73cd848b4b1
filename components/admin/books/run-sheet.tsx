import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { RunSheet, RunView } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import { Fact, FactList } from "../fact-list";
import { providerTitle } from "../provider-title";
import { Section } from "../section";
import { When } from "../when";
import { RunChip } from "./run-table";

const SOURCE_TONES = { complete: "ok", incomplete: "bad", skipped: "plain" } as const;

/** When it ran, by whom, over what time, and what it found. */
export function RunFacts({ sheet }: { sheet: RunSheet }) {
  const t = useTranslations("staff-prices.aRun");
  const books = useTranslations("admin.books");
  const { run, startedBy, nightly, classes } = sheet;
  return (
    <Card className="max-w-[44rem]">
      <FactList>
        <Fact label={books("state")}>
          <RunChip state={run.state} />
        </Fact>
        <Fact label={t("by")}>{startedBy ?? t(nightly ? "nightly" : "system")}</Fact>
        <Fact label={books("started")}>
          <When at={run.startedAt} />
        </Fact>
        <Fact label={t("ended")}>{run.endedAt && <When at={run.endedAt} />}</Fact>
        <Fact label={books("window")}>
          <When at={run.from} /> – <When at={run.to} />
        </Fact>
        {classes.map(({ class: kind, count }) => (
          <Fact key={kind} label={books(`class.${kind}`)}>
            {count}
          </Fact>
        ))}
        <Fact label={books("new")}>{run.newBreaks}</Fact>
      </FactList>
    </Card>
  );
}

/** Every source that was read, how far, and why one broke off. */
export function RunSources({ sources }: Pick<RunView, "sources">) {
  const t = useTranslations("staff-prices.aRun");
  const books = useTranslations("admin.books");
  return (
    <Section id="sources" title={t("sources")} note={books("runsNote")}>
      {sources.length === 0 ? (
        <p className="text-sm text-ink-2">{t("noSource")}</p>
      ) : (
        <DataTable
          caption={t("sources")}
          rows={sources}
          keyOf={({ name }) => name}
          columns={[
            { head: books("source"), cell: ({ name }) => providerTitle(name) },
            {
              head: t("read"),
              cell: ({ state }) => <Chip tone={SOURCE_TONES[state]}>{t(`sourceState.${state}`)}</Chip>,
            },
            { head: t("lines"), cell: ({ lines }) => lines, atEnd: true },
            { head: t("error"), cell: ({ error }) => error && <span className="break-words">{error}</span> },
          ]}
        />
      )}
    </Section>
  );
}
