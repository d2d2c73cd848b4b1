import { getTableColumns, type Table } from "drizzle-orm";

/**
 * Many rows as one parameter of a statement, in JSON: a parameter for each value of thousands of rows costs more than the database does.
 */
export interface RowSet<Row> {
  /** Names in the database, in one order. */
  columns: readonly string[];
  /** How the parameter becomes rows: `jsonb_to_recordset($1::jsonb) as r(sku text, …)`. */
  from(place: string): string;
  /** What the parameter is. */
  read(rows: readonly Row[]): Record<string, unknown>[];
}

/** Rows of some columns of a table. */
export function rowSet<T extends Table, Property extends keyof T["$inferInsert"] & string>(
  table: T,
  properties: readonly Property[],
): RowSet<Pick<T["$inferInsert"], Property>> {
  const all = getTableColumns(table);
  const columns = properties.map((property) => {
    const column = all[property];
    if (!column) throw new Error(`No column ${property}`);
    return { property, name: column.name, type: column.getSQLType() };
  });
  const types = columns.map(({ name, type }) => `${name} ${type}`).join(", ");
  return {
    columns: columns.map(({ name }) => name),
    from: (place) => `jsonb_to_recordset(${place}::jsonb) as r(${types})`,
    read: (rows) =>
      rows.map((row) => Object.fromEntries(columns.map(({ property, name }) => [name, row[property]]))),
  };
}
