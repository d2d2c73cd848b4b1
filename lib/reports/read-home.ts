import { inTransaction, together, type Ctx } from "@/db/context";
import { readDesk } from "./read-desk";
import { readSales } from "./sales/read-sales";
import { readSalesNow } from "./sales/read-sales-now";
import type { Period, SalesNow, SalesView } from "./sales/types";
import type { DeskView } from "./types";

export interface HomeView {
  desk: DeskView;
  now: SalesNow;
  sales: SalesView;
}

/**
 * All that the home shows, over one connection: what staff look at again and again must not take every connection, and every processor, from
 * those who buy meanwhile.
 * @throws NotPermitted
 */
export async function readHome(ctx: Ctx, period: Period): Promise<HomeView> {
  return inTransaction(ctx, async (one) => {
    const [desk, now, sales] = await together(
      readDesk(one),
      readSalesNow(one, period),
      readSales(one, period),
    );
    return { desk, now, sales };
  });
}
