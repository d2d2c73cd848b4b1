import { notFound } from "next/navigation";
import { streamAudit } from "@/lib/audit";
import type { AuditRow } from "@/lib/audit/types";
import { may } from "@/lib/core/permissions";
import { writeCsvLine } from "@/lib/core/write-csv";
import { staffContext } from "@/lib/runtime";
import { readStaff } from "../../../require-staff";
import { readFilter } from "../read-filter";

const HEAD = ["at", "by", "action", "subject_kind", "subject_id", "reason", "data"];

const csvOf = ({ at, by, action, subject, reason, data }: AuditRow) =>
  writeCsvLine([at, by, action, subject?.kind ?? null, subject?.id ?? null, reason, JSON.stringify(data)]);

const jsonOf = ({ key: _, ...row }: AuditRow) => `${JSON.stringify(row)}\n`;

/** The log as a file, written as it is read: CSV, or JSON with a row a line. */
export async function GET(request: Request): Promise<Response> {
  const staff = await readStaff();
  const ctx = staff && staffContext(staff);
  if (!ctx || !may(ctx.actor, "audit.read")) notFound();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const json = query["format"] === "json";
  const pages = streamAudit(ctx, readFilter(query).filter);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (out) => {
      if (!json) out.enqueue(encoder.encode(writeCsvLine(HEAD)));
    },
    pull: async (out) => {
      const { value, done } = await pages.next();
      if (done) return out.close();
      out.enqueue(encoder.encode(value.map(json ? jsonOf : csvOf).join("")));
    },
    cancel: async () => void (await pages.return(undefined)),
  });
  return new Response(body, {
    headers: {
      "content-type": json ? "application/x-ndjson; charset=utf-8" : "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="audit.${json ? "ndjson" : "csv"}"`,
      "cache-control": "no-store",
    },
  });
}
