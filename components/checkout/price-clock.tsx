"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";

const clockOf = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/**
 * How long the price is kept: a time of day as the server wrote it (`children`), a countdown once scripts run. At nought it asks the
 * server, which then offers a new price.
 */
export function PriceClock({
  seconds,
  left,
  children,
}: {
  seconds: number;
  /** "Price kept for" */
  left: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const [rest, setRest] = useState<number>();
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setRest(now);
      if (now > 0) return;
      clearInterval(timer);
      // The server's clock decides; by then it is past the end there too.
      setTimeout(() => router.refresh(), 1000);
    };
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }, [seconds, router]);
  return (
    <p role="timer" className="num text-center text-xs text-ink-3">
      {rest === undefined ? children : `${left} ${clockOf(rest)}`}
    </p>
  );
}
