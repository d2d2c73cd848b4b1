"use client";

import { useEffect, useState } from "react";

const clockOf = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Counts down from what the server said, in the buyer's own seconds; a wrong clock on the phone does not matter. */
export function Countdown({
  seconds,
  before,
  ended,
}: {
  seconds: number;
  /** "Price kept for" */
  before: string;
  /** What stands there afterwards. */
  ended: string;
}) {
  const [left, setLeft] = useState(Math.max(0, Math.floor(seconds)));
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setLeft(now);
      if (now === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <span role="timer" className="num">
      {left > 0 ? `${before} ${clockOf(left)}` : ended}
    </span>
  );
}
