import Link from "next/link";
import { LinkBusy } from "@/components/ui/link-busy";
import { Chip } from "@/components/ui/chip";
import { Monogram } from "@/components/ui/monogram";
import type { OperatorMark } from "@/lib/catalog/types";

/** An operator to choose; `mark` says why one stands out ("Looks right"). */
export function OperatorTile({
  href,
  name,
  mark,
  look,
}: {
  href: string;
  name: string;
  mark?: string | undefined;
  look?: OperatorMark | undefined;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={`flex min-h-18 items-center gap-3.5 rounded-md border bg-surface px-4 py-3 text-ink no-underline shadow-rest hover:border-rule-strong ${mark ? "border-ink" : "border-rule"}`}
    >
      <Monogram name={name} mark={look} />
      <span className="grid min-w-0 gap-1">
        <strong className="leading-snug font-bold">{name}</strong>
        {mark && (
          <span>
            <Chip tone="info">{mark}</Chip>
          </span>
        )}
      </span>
      <LinkBusy />
    </Link>
  );
}
