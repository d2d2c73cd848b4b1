import type { ReactNode } from "react";

/** Something staff may do, folded away until it is wanted. Opens without scripts. */
export function Fold({
  title,
  children,
  open = false,
}: {
  title: ReactNode;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <details open={open} className="rounded-md border border-rule bg-surface">
      <summary className="flex min-h-12 cursor-pointer items-center px-4 text-sm font-bold">{title}</summary>
      <div className="grid gap-3 border-t border-rule p-4">{children}</div>
    </details>
  );
}
