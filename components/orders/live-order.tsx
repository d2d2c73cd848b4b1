"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const POLL_MS = 5000;

/**
 * Keeps a server-rendered order page fresh: asks for it again whenever the server says that something changed, and every few seconds
 * while that line is cut.
 */
export function LiveOrder({ publicId, seen }: { publicId: string; seen: string }) {
  const router = useRouter();
  const shown = useRef(seen);
  useEffect(() => {
    shown.current = seen;
  }, [seen]);
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const poll = (on: boolean) => {
      clearInterval(timer);
      timer = on ? setInterval(() => router.refresh(), POLL_MS) : undefined;
    };
    const events = new EventSource(`/api/orders/${publicId}/events`);
    events.onopen = () => poll(false);
    events.onerror = () => poll(true);
    events.addEventListener("order", (event) => {
      if (event.lastEventId !== shown.current) router.refresh();
    });
    return () => {
      poll(false);
      events.close();
    };
  }, [publicId, router]);
  return null;
}
