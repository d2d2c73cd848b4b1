"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { forgetNumbers, noRecentNumbers, readRecentNumbers, watchRecentNumbers } from "./recent-numbers";

export interface RecentTexts {
  title: string;
  /** Where they are kept. */
  note: string;
  forget: string;
}

/** Numbers that were looked up on this device. With `onPick` each is a button, else a line to read. Nothing while there are none. */
export function RecentNumberList({
  texts,
  onPick,
}: {
  texts: RecentTexts;
  onPick?: (international: string) => void;
}) {
  const numbers = useSyncExternalStore(watchRecentNumbers, readRecentNumbers, noRecentNumbers);
  if (numbers.length === 0) return null;
  return (
    <section aria-label={texts.title} className="grid gap-2">
      <h2 className="text-sm font-semibold tracking-normal">{texts.title}</h2>
      <ul className="grid gap-1.5">
        {numbers.map(({ international, operator }) => {
          const row = (
            <>
              <bdi dir="ltr" className="num font-semibold">
                {international}
              </bdi>
              <span className="ms-auto truncate text-xs text-ink-3">{operator}</span>
            </>
          );
          const look =
            "flex min-h-12 w-full items-center gap-3 rounded-md border border-rule bg-surface px-3.5";
          return (
            <li key={international}>
              {onPick ? (
                <button
                  type="button"
                  onClick={() => onPick(international)}
                  className={`${look} text-start hover:border-rule-strong`}
                >
                  {row}
                </button>
              ) : (
                <span className={look}>{row}</span>
              )}
            </li>
          );
        })}
      </ul>
      <p className="flex flex-wrap items-center gap-x-4 text-xs text-ink-3">
        {texts.note}
        <Button tone="quiet" onClick={forgetNumbers}>
          {texts.forget}
        </Button>
      </p>
    </section>
  );
}
