"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every so often while it is looked at and nobody is typing into it. Nothing moves for those without scripts. */
export function LiveRefresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      const typing = document.activeElement?.matches("input, select, textarea") ?? false;
      if (!document.hidden && !typing) router.refresh();
    };
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
