"use client";

import { useEffect } from "react";

/** Later than anything a first visit waits for. */
const AFTER_MS = 4000;

/** Keeps the page that is shown without a connection. @param page its path in the reader's language */
export function OfflineHelper({ page }: { page: string }) {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const later = setTimeout(() => {
      // Refused by the browser, or no room: the shop works without it.
      navigator.serviceWorker
        .register(`/sw.js?page=${encodeURIComponent(page)}`, { scope: "/" })
        .catch(() => undefined);
    }, AFTER_MS);
    return () => clearTimeout(later);
  }, [page]);
  return null;
}
