import { PromotionList } from "@/components/catalog/promotion-list";
import { readPromotions } from "@/lib/catalog";
import type { OperatorView } from "@/lib/catalog/types";
import { runtime } from "@/lib/runtime";

/** What the operator adds at this moment. */
export async function Promotions({ operator, locale }: { operator: OperatorView; locale: string }) {
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const promotions = await readPromotions(ctx, { operatorId: operator.id, locale });
  return <PromotionList promotions={promotions} operator={operator.name} now={ctx.clock.now()} />;
}
