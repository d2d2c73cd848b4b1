import type { ReactNode } from "react";
import { Whole } from "@/components/layout/whole";

/** Pages that are painted once all of their content is there. */
export default function WholeLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Whole />
    </>
  );
}
