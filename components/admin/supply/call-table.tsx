import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { ProviderCall } from "@/lib/reports/types";
import { CodeText } from "../code-text";
import { DataTable } from "../data-table";
import { useWords } from "../use-words";
import { When } from "../when";
import { useFigures } from "./use-figures";

const toneOf = ({ verdict, status }: ProviderCall): ChipTone => {
  if (verdict !== "answered") return "bad";
  return (status ?? 0) >= 400 ? "wait" : "ok";
};

function Body({ name, text }: { name: string; text: string | null }) {
  if (!text) return null;
  return (
    <details>
      <summary className="cursor-pointer py-1 text-xs font-semibold text-ink-2">{name}</summary>
      <pre className="max-h-64 max-w-[34rem] overflow-auto rounded-sm bg-sunk p-2 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </details>
  );
}

/** Calls to a provider and its answers, as they were kept: without secrets, codes and whole numbers. */
export function CallTable({ caption, calls }: { caption: string; calls: ProviderCall[] }) {
  const t = useTranslations("staff-supply.calls");
  const words = useWords();
  const figures = useFigures();
  return (
    <DataTable
      caption={caption}
      rows={calls}
      keyOf={({ id }) => String(id)}
      columns={[
        { head: t("at"), cell: ({ at }) => <When at={at} /> },
        { head: t("purpose"), cell: ({ purpose }) => purpose },
        {
          head: t("verdict"),
          cell: (call) => (
            <Chip tone={toneOf(call)}>
              {call.status === null
                ? words("verdict", call.verdict)
                : t("status", { status: String(call.status) })}
            </Chip>
          ),
        },
        {
          head: t("ms"),
          atEnd: true,
          cell: ({ ms }) => <span className="num whitespace-nowrap">{figures.time(ms)}</span>,
        },
        {
          head: t("call"),
          cell: ({ method, path, request, answer, reference, orderId }) => (
            <span className="grid min-w-0 gap-0.5">
              <span className="font-mono text-xs [overflow-wrap:anywhere]">
                {method} {path}
              </span>
              {reference && (
                <span className="text-xs text-ink-3">
                  {orderId ? (
                    <Link href={`/admin/orders/${orderId}`} className="link">
                      {t("order")}
                    </Link>
                  ) : (
                    t("attempt")
                  )}{" "}
                  <CodeText>{reference}</CodeText>
                </span>
              )}
              <Body name={t("request")} text={request} />
              <Body name={t("answer")} text={answer} />
            </span>
          ),
        },
      ]}
    />
  );
}
