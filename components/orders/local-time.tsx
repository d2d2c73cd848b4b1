"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * A time in the buyer's own zone. The server wrote `text` in UTC, and so does the first render; figures of one width keep the page still.
 * @param at ISO time
 */
export function LocalTime({
  at,
  locale,
  text,
  options,
}: {
  at: string;
  locale: string;
  text: string;
  options: Intl.DateTimeFormatOptions;
}) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const { timeZone: _, ...local } = options;
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {inBrowser ? new Intl.DateTimeFormat(locale, local).format(new Date(at)) : text}
    </time>
  );
}
