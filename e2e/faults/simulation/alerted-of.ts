import { alerts } from "@/db/schema";
import type { Trial } from "./open-trial";

/** What staff are told of, by its kind. */
export async function alertedOf({ world }: Trial): Promise<string[]> {
  return (await world.database.ctx.db.select().from(alerts)).map(({ kind }) => kind);
}
