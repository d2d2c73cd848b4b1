import type { ComponentProps } from "react";

/** A sheet of surface; `asks` lifts the one that wants something of the buyer. */
export function Card({ asks = false, className = "", ...rest }: ComponentProps<"div"> & { asks?: boolean }) {
  return (
    <div
      className={`rounded-lg border border-rule bg-surface p-4 sm:p-6 ${asks ? "shadow-raised" : "shadow-rest"} ${className}`}
      {...rest}
    />
  );
}
