import { validate as isUuid } from "uuid";
import { readEvidence } from "@/lib/reports";
import { staffContext } from "@/lib/runtime";
import { readStaff } from "../../../../require-staff";

/** The evidence of an order as a text to keep; for nobody but staff does it exist. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const [staff, { id }] = await Promise.all([readStaff(), params]);
  const pack = staff && isUuid(id) ? await readEvidence(staffContext(staff), { orderId: id }) : null;
  if (!pack) return new Response("Not found", { status: 404 });
  return new Response(pack.text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="evidence-${id}.txt"`,
      "cache-control": "no-store",
    },
  });
}
