import type { ComponentProps } from "react";
import { PriceNav } from "./price-nav";

/** What stands above every page about prices: its name, the ways to the others, and what it is for. */
export function PriceHead({
  here,
  title,
  lead,
}: ComponentProps<typeof PriceNav> & { title: string; lead: string }) {
  return (
    <>
      <h1 className="mb-4 text-xl">{title}</h1>
      <PriceNav here={here} />
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{lead}</p>
    </>
  );
}
