import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { deliveryRecords } from "@/db/schema";
import { judgeDelivery } from "./judge-delivery";
import type { DeliveryRecord } from "./types";

const UNKNOWN: DeliveryRecord = { figures: null, now: null };

/** What a buyer is told of an operator before paying; one row by its key. */
export async function readDeliveryRecord(
  ctx: Pick<Ctx, "db">,
  { operatorId }: { operatorId: string },
): Promise<DeliveryRecord> {
  const [row] = await ctx.db.select().from(deliveryRecords).where(eq(deliveryRecords.operatorId, operatorId));
  return row ? judgeDelivery(row) : UNKNOWN;
}
