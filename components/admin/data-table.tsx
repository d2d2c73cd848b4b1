/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a table whose display is changed loses its roles in browsers, so they are written out */
import type { ReactNode } from "react";

export interface Column<Row> {
  /** What stands above it, and before each value where the table has become cards. */
  head: string;
  cell(row: Row): ReactNode;
  /** Amounts and counts stand at the end. */
  atEnd?: boolean;
}

const CARD_ROW =
  "max-md:mb-3 max-md:block max-md:rounded-md max-md:border max-md:border-rule max-md:bg-surface max-md:px-3 max-md:py-2";
const CARD_CELL =
  "max-md:empty:hidden max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4 max-md:py-1 max-md:text-end max-md:before:text-start max-md:before:font-normal max-md:before:text-ink-3 max-md:before:content-[attr(data-label)]";

/**
 * A table with a head that stays in sight; below 800 px every row becomes a card. The roles are written out because a table whose display
 * is changed loses them.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  /** For those who hear the page. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
}) {
  return (
    <table role="table" className="w-full border-separate border-spacing-0 text-[0.875rem] max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          {columns.map(({ head, atEnd }) => (
            <th
              key={head}
              role="columnheader"
              scope="col"
              className={`sticky top-0 z-10 border-b border-rule bg-paper px-2.5 py-2 text-xs font-semibold whitespace-nowrap text-ink-3 ${atEnd ? "text-end" : "text-start"}`}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" className={`md:hover:bg-surface ${CARD_ROW}`}>
            {columns.map(({ head, cell, atEnd }) => (
              <td
                key={head}
                role="cell"
                data-label={head}
                className={`px-2.5 py-2 align-top md:border-b md:border-rule max-md:px-0 ${atEnd ? "text-end" : "text-start"} ${CARD_CELL}`}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
