import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { ProviderCall } from "@/lib/reports/types";
import { When } from "../when";
import { providerTitle } from "../provider-title";

function Body({ name, text }: { name: string; text: string | null }) {
  if (text === null || text === "") return null;
  return (
    <div>
      <p className="text-xs text-ink-3">{name}</p>
      <pre className="max-h-72 overflow-auto rounded-sm bg-sunk p-2 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </div>
  );
}

/** What was asked of providers and what they answered, without secrets, codes and numbers. */
export function CallList({ calls }: { calls: ProviderCall[] }) {
  const t = useTranslations("staff-cases.calls");
  if (calls.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  return (
    <ul className="grid gap-2">
      {calls.map(({ id, provider, purpose, method, path, status, verdict, ms, at, request, answer }) => (
        <li key={id}>
          <details className="rounded-md border border-rule bg-surface">
            <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm">
              <When at={at} />
              <span className="font-semibold">
                {providerTitle(provider)} {purpose}
              </span>
              <Chip tone={verdict === "answered" && (status ?? 0) < 400 ? "ok" : "bad"}>
                {status ?? verdict}
              </Chip>
              <span className="text-xs text-ink-3">{t("ms", { ms })}</span>
            </summary>
            <div className="grid gap-2 border-t border-rule p-3">
              <p className="font-mono text-xs [overflow-wrap:anywhere]">
                {method} {path}
              </p>
              <Body name={t("request")} text={request} />
              <Body name={t("answer")} text={answer} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
