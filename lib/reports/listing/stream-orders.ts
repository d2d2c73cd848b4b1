import { NIL } from "uuid";
import type { Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { toDecimal } from "@/lib/core/money";
import { assertMay, may } from "@/lib/core/permissions";
import { writeCsvLine, type CsvCell } from "@/lib/core/write-csv";
import { findRows, viewOf, wantedOf, type ListRow, type OrderListInput } from "./list-orders";
import type { OrderColumn } from "./types";

/** Orders that are held at once. */
const BATCH = 500;

export interface ExportInput extends Omit<OrderListInput, "limit" | "cursor"> {
  as: "csv" | "json";
  /** Whole numbers and addresses; else as the list shows them. */
  whole: boolean;
  /** As the list shows them; everything where nobody chose. */
  columns?: readonly OrderColumn[] | undefined;
}

/** All rows of a list from the newest on, a stretch at a time by keyset: no page, however deep, holds more than one stretch. */
async function* everyRow(ctx: Ctx, input: ExportInput): AsyncGenerator<ListRow[]> {
  const asked = await wantedOf(ctx, { ...input, limit: BATCH });
  let from = asked.place;
  for (;;) {
    const { rows, on, lastAt } = await findRows(ctx, { ...asked, place: from }, BATCH);
    yield rows;
    const last = rows.length === BATCH ? rows.at(-1) : undefined;
    const place = last?.id
      ? { at: last.exact, id: last.id }
      : on && lastAt
        ? { at: lastAt, id: on.id }
        : undefined;
    if (!place) return;
    from = place;
  }
}

/** What is taken out, each with the column of the list that shows it; the id stands in every row. */
const HEAD: readonly (readonly [name: string, shownBy: OrderColumn | null])[] = [
  ["id", null],
  ["made", "made"],
  ["state", "state"],
  ["payment", "payment"],
  ["kind", "kind"],
  ["country", "what"],
  ["operator", "what"],
  ["what", "what"],
  ["face", "what"],
  ["face_currency", "what"],
  ["to", "to"],
  ["email", "email"],
  ["total", "total"],
  ["total_currency", "total"],
  ["provider", "provider"],
  ["operator_reference", "operatorReference"],
  ["took_ms", "took"],
];

function cellsOf(row: ListRow, whole: boolean): CsvCell[] {
  const view = viewOf(row, false);
  const to = row.number ?? row.account ?? row.recipient_email ?? row.email;
  return [
    view.id,
    view.createdAt,
    view.state,
    view.paymentState,
    view.kind,
    view.country,
    view.operator,
    view.parcel,
    toDecimal(view.face),
    view.face.currency,
    whole ? to : view.to.masked,
    whole ? row.email : view.maskedEmail,
    toDecimal(view.total),
    view.total.currency,
    view.provider,
    view.operatorReference,
    view.tookMs,
  ];
}

const asJson = (names: readonly string[], cells: readonly CsvCell[]): string =>
  JSON.stringify(Object.fromEntries(names.map((name, n) => [name, cells[n] ?? null])));

/**
 * A list as CSV or as a JSON array, in pieces as it is read; noted among what staff did before the first piece.
 * @throws NotPermitted also when whole numbers are asked for by who may not look at customers
 */
export async function* streamOrders(ctx: Ctx, input: ExportInput): AsyncGenerator<string> {
  const json = input.as === "json";
  const { columns } = input;
  const wanted = HEAD.map(([, by]) => by === null || !columns || columns.includes(by));
  const narrow = <Cell>(cells: readonly Cell[]): Cell[] => cells.filter((_, n) => wanted[n]);
  const names = narrow(HEAD.map(([name]) => name));
  yield json ? "[" : writeCsvLine(names);
  let first = true;
  for await (const rows of everyRow(ctx, input)) {
    const lines = rows.map((row) => narrow(cellsOf(row, input.whole)));
    if (lines.length === 0) continue;
    const text = json
      ? lines.map((cells) => asJson(names, cells)).join(",\n")
      : lines.map(writeCsvLine).join("");
    yield json && !first ? `,\n${text}` : text;
    first = false;
  }
  if (json) yield "]\n";
}

/** Checks that a list may be taken out, and notes who did. @throws NotPermitted */
export async function beginExport(
  ctx: Ctx,
  { as, whole, search, filters, columns }: ExportInput,
): Promise<void> {
  assertMay(ctx.actor, "orders.export");
  if (whole) assertMay(ctx.actor, "customers.read");
  await noteStaffAction(ctx, {
    action: "orders-exported",
    subject: { kind: "export", id: NIL },
    data: { as, whole, search: search.by, filters: { ...filters }, ...(columns && { columns }) },
  });
}

/** Whether whole numbers and addresses may be taken out. */
export const mayExportWhole = (ctx: Ctx): boolean =>
  may(ctx.actor, "orders.export") && may(ctx.actor, "customers.read");
