import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { Card } from "@/components/ui/card";

/** The frame of the sign-in pages: one card, one thing to do. */
export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid w-full max-w-[27rem] flex-1 content-center gap-5 px-4 py-10">
      <p className="flex items-center gap-2 text-[1.2rem] font-extrabold tracking-tight">
        <Logo />
        Homeline
      </p>
      <Card asks className="grid gap-4">
        <h1 className="text-xl leading-tight [overflow-wrap:anywhere]">{title}</h1>
        {lead && <p className="text-sm text-ink-2">{lead}</p>}
        {children}
      </Card>
    </main>
  );
}
