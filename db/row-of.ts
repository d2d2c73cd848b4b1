import { getTableColumns, is, Column, type InferSelectModel, type SQL, type Table } from "drizzle-orm";

type Field = Column | SQL;

/** How a part of a row is read out of the array the driver gives; `from` is where its list began. */
export interface Part<Row> {
  read(values: unknown[], from?: number): Row;
  width: number;
}

export interface RowOf<T extends Table> extends Part<InferSelectModel<T>> {
  /** The select list of a whole row: `o.id, o.state, …`. */
  list(alias: string): string;
  /** Name in the database of a property. */
  name(property: string): string;
}

/** Reads the fields of a select in the order they stand in. */
export function partOf<Row>(fields: Record<string, Field>): Part<Row> {
  const entries = Object.entries(fields).map(([property, field]) => ({
    property,
    map: is(field, Column) ? (value: unknown) => field.mapFromDriverValue(value) : (value: unknown) => value,
  }));
  return {
    width: entries.length,
    read: (values, from = 0) => {
      const row: Record<string, unknown> = {};
      let at = from;
      for (const { property, map } of entries) {
        const value = values[at];
        row[property] = value === null ? null : map(value);
        at += 1;
      }
      return row as Row;
    },
  };
}

/** How whole rows of a table are listed and read in statements written by hand, taken from its schema once. */
export function rowOf<T extends Table>(table: T): RowOf<T> {
  const columns = getTableColumns(table);
  const lists = new Map<string, string>();
  const names = new Map(Object.entries(columns).map(([property, { name }]) => [property, name]));
  return {
    ...partOf<InferSelectModel<T>>(columns),
    list: (alias) => {
      const list = lists.get(alias) ?? [...names.values()].map((name) => `${alias}.${name}`).join(", ");
      lists.set(alias, list);
      return list;
    },
    name: (property) => {
      const name = names.get(property);
      if (!name) throw new Error(`No column ${property}`);
      return name;
    },
  };
}
