"use client";

import { useEffect, useState } from "react";
import type { FoundThing } from "./found-thing";

/** Nobody types faster than that between two letters of a word. */
const PAUSE_MS = 120;
const LEAST = 2;
const NONE: FoundThing[] = [];

/** What the shop suggests for what stands in the field, shortly after typing pauses. An answer that comes too late for its question is dropped. */
export function useSuggestions(query: string, locale: string): FoundThing[] {
  const [answer, setAnswer] = useState({ query: "", things: NONE });
  const wanted = query.trim();
  useEffect(() => {
    if (wanted.length < LEAST) return;
    const leave = new AbortController();
    const ask = async () => {
      const address = `/api/search?locale=${locale}&q=${encodeURIComponent(wanted)}`;
      const response = await fetch(address, { signal: leave.signal });
      if (response.ok) setAnswer({ query: wanted, things: (await response.json()) as FoundThing[] });
    };
    // Without an answer the form still asks the server.
    const timer = setTimeout(() => void ask().catch(() => undefined), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [wanted, locale]);
  return wanted.length < LEAST ? NONE : answer.things;
}
