"use client";

import { Button } from "@/components/ui/button";

/** Prints the page; not there without JavaScript. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button tone="quiet" className="noscript:hidden print:hidden" onClick={() => window.print()}>
      {label}
    </Button>
  );
}
