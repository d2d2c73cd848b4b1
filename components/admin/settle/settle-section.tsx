import { useTranslations } from "next-intl";
import type { OpenTerms } from "@/lib/fulfilment/types";
import type { ProposalView, StaffOrder } from "@/lib/reports/types";
import type { FloatTrailView } from "../float-hint";
import { Section } from "../section";
import { HeldBackCard, OwedCard } from "./money-cards";
import { ProposalCard } from "./proposal-card";
import { AskCard, ReviewCard } from "./review-card";
import type { SettleActions } from "./settle-actions";

export interface SettleView {
  /** Null while no attempt is open. */
  terms: OpenTerms | null;
  proposal: ProposalView | null;
  trails: Record<string, FloatTrailView>;
  actions: SettleActions;
}

/** What a person can do to an order just now; nothing at all while there is nothing. */
export function SettleSection({ order, view }: { order: StaffOrder; view: SettleView }) {
  const t = useTranslations("admin.settle");
  const { terms, proposal, trails, actions } = view;
  const { id, payment } = order;
  const review = terms?.review;
  const held = payment.state === "authorised" ? payment.heldBack : null;
  if (!terms && !held && !payment.owed) return null;
  return (
    <Section id="settle" title={t("title")}>
      <div className="grid max-w-[44rem] gap-4">
        {proposal && review && (
          <ProposalCard orderId={id} proposal={proposal} trails={trails} actions={actions} />
        )}
        {terms && review && !proposal && (
          <ReviewCard orderId={id} terms={{ ...terms, review }} trails={trails} actions={actions} />
        )}
        {terms && <AskCard orderId={id} askable={terms.askable} actions={actions} />}
        {held && <HeldBackCard orderId={id} why={held} actions={actions} />}
        {payment.owed && <OwedCard orderId={id} owed={payment.owed} actions={actions} />}
      </div>
    </Section>
  );
}
