"use client";

import { useLinkStatus } from "next/link";

/** A dot inside a link whose page is on its way; it keeps its place, so that nothing moves. */
export function LinkBusy() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={`ms-auto size-2.5 flex-none rounded-full bg-marigold transition-opacity delay-150 ${pending ? "opacity-100" : "opacity-0"}`}
    />
  );
}
