import { listMonths, readMonth, writeMonthCsv } from "@/lib/reports";
import { requireStaff } from "../../../../require-staff";

/** A month's report as CSV. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ month: string }> },
): Promise<Response> {
  const { ctx } = await requireStaff("books.read");
  const { month } = await params;
  if (!(await listMonths(ctx)).includes(month)) return new Response(null, { status: 404 });
  return new Response(writeMonthCsv(await readMonth(ctx, month)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="homeline-${month}.csv"`,
      "cache-control": "no-store",
    },
  });
}
