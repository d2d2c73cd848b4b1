import type { ReactNode } from "react";

export type NoticeTone = "info" | "wait" | "ok" | "bad";

const TONES: Record<NoticeTone, { box: string; title: string }> = {
  info: { box: "bg-sky-wash", title: "text-sky" },
  wait: { box: "bg-marigold-wash", title: "text-ink" },
  ok: { box: "bg-leaf-wash", title: "text-leaf" },
  bad: { box: "bg-clay-wash", title: "text-clay" },
};

/** What the buyer should know now: what happened, what it means for the money, what can be done. `live` announces it to screen readers. */
export function Notice({
  tone = "info",
  title,
  live = false,
  id,
  children,
}: {
  tone?: NoticeTone;
  title?: ReactNode;
  live?: boolean;
  id?: string;
  children?: ReactNode;
}) {
  const { box, title: titleTone } = TONES[tone];
  return (
    <div
      id={id}
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      tabIndex={id ? -1 : undefined}
      className={`rounded-md px-4 py-3.5 text-sm ${box}`}
    >
      {title && <p className={`font-bold ${titleTone}`}>{title}</p>}
      {children && <div className={title ? "mt-1" : ""}>{children}</div>}
    </div>
  );
}
