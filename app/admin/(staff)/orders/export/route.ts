import { may } from "@/lib/core/permissions";
import {
  beginExport,
  mayExportWhole,
  oneOf,
  readOrderColumns,
  readOrderFilters,
  readOrderSearch,
  streamOrders,
} from "@/lib/reports";
import { staffContext } from "@/lib/runtime";
import { readStaff } from "../../../require-staff";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" };

/** Text as a body that is made only as fast as it is taken. */
function bodyOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}

/** A list of orders to keep, as the page shows it: `as=csv` or `json`; for those who may not, it does not exist. */
export async function GET(request: Request): Promise<Response> {
  const staff = await readStaff();
  const ctx = staff && staffContext(staff);
  if (!ctx || !may(ctx.actor, "orders.export")) return new Response("Not found", { status: 404 });
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const { filters, problems } = readOrderFilters(asked);
  // More than was meant would be taken out.
  if (problems.length > 0)
    return new Response(`Not a filter: ${problems.map(({ filter }) => filter).join(", ")}`, { status: 400 });
  const as = oneOf(asked, "as") === "json" ? "json" : "csv";
  const whole = oneOf(asked, "whole") !== null && mayExportWhole(ctx);
  const input = {
    search: readOrderSearch(oneOf(asked, "q") ?? ""),
    filters,
    as,
    whole,
    // As the page shows it; all that there is where nobody chose.
    ...(oneOf(asked, "cols") ? { columns: readOrderColumns(asked) } : {}),
  } as const;
  await beginExport(ctx, input);
  return new Response(bodyOf(streamOrders(ctx, input)), {
    headers: {
      "content-type": TYPES[as],
      "content-disposition": `attachment; filename="orders.${as}"`,
      "cache-control": "no-store",
    },
  });
}
