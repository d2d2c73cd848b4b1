import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { formatMoney, type Money } from "@/lib/core/money";
import type { RefundTerms, WaitingTerms } from "@/lib/fulfilment/types";
import type { StaffOrder } from "@/lib/reports/types";
import { MicroAmount } from "../amount";
import { Section } from "../section";
import { ActionForm } from "../settle/action-form";
import type { FormAction } from "../settle/form-state";
import { useWords } from "../use-words";
import { When } from "../when";
import { Fold } from "./fold";
import { StaffForm } from "./staff-form";
import { providerTitle } from "../provider-title";

/** What staff may do to an order beside settling it: server actions, handed down by the page; null for who may not. */
export interface OrderActs {
  sendThrough: FormAction;
  cancel: FormAction;
  refund: FormAction;
  decideRefund: FormAction;
  receipt: FormAction;
  block: FormAction;
  lift: FormAction;
  note: FormAction;
  undo: FormAction;
}

export interface ActView {
  waiting: WaitingTerms | null;
  refund: RefundTerms | null;
  acts: OrderActs;
  /** What the reader's role allows. */
  may: Record<"act" | "refund" | "block" | "note" | "mail", boolean>;
  /** Of the forms of this page: each is carried out once. */
  requestId: string;
}

const plainAmount = ({ minor, currency }: Money, locale: string) =>
  formatMoney({ minor, currency }, locale).replaceAll(/[^\d.,-]/g, "");

function WaysCard({ order, terms, acts }: { order: StaffOrder; terms: WaitingTerms; acts: OrderActs }) {
  const t = useTranslations("staff-cases.ways");
  const words = useWords();
  return (
    <Fold title={t("title")} open>
      <p className="text-sm text-ink-2">{t("text")}</p>
      <ul className="grid gap-3">
        {terms.ways.map(({ offerId, provider, cost, why, tried, chosen }) => (
          <li key={offerId} className="grid gap-2 border-t border-rule pt-3 first:border-0 first:pt-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
              <span className="font-semibold">{providerTitle(provider)}</span>
              <span className="text-ink-2">
                {cost && <MicroAmount of={cost} />} {tried && t("tried")} {chosen && t("chosen")}
                {why && words("passed", why)}
              </span>
            </p>
            {!why && (
              <StaffForm
                id={`way-${offerId}`}
                action={acts.sendThrough}
                hidden={{ order: order.id, offer: offerId, version: String(terms.version) }}
                button={t("button", { provider: providerTitle(provider) })}
                pending={t("pending")}
              />
            )}
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function RefundPartCard({ order, terms, acts }: { order: StaffOrder; terms: RefundTerms; acts: OrderActs }) {
  const t = useTranslations("staff-cases.refund");
  const locale = useLocale();
  const left = formatMoney(terms.left, locale);
  return (
    <Fold title={t("title", { left })}>
      <StaffForm
        id="refund"
        action={acts.refund}
        tone="danger"
        hidden={{ order: order.id, version: String(terms.version) }}
        fields={[
          {
            name: "amount",
            label: t("amount", { currency: terms.left.currency }),
            hint: t("amountHint", { left }),
            value: plainAmount(terms.left, "en"),
          },
          { name: "note", label: t("note"), hint: t("noteHint"), as: "area" },
        ]}
        button={t("button")}
        pending={t("pending")}
        says={t("says", { above: formatMoney(terms.above, locale, { compact: true }) })}
      />
    </Fold>
  );
}

function RefundProposalCard({ order, acts }: { order: StaffOrder; acts: OrderActs }) {
  const t = useTranslations("staff-cases.refund");
  const locale = useLocale();
  const proposal = order.refundProposal;
  if (!proposal) return null;
  const amount = formatMoney(proposal.amount, locale);
  const hidden = (agree: string) => ({ order: order.id, proposal: proposal.id, agree });
  return (
    <Notice tone="wait" title={t("proposed", { by: proposal.by, amount })}>
      <div className="grid gap-3">
        <p>
          {proposal.note} <When at={proposal.at} />
        </p>
        {proposal.mine ? (
          <p className="font-semibold">{t("mine")}</p>
        ) : (
          <StaffForm
            id="refund-agree"
            action={acts.decideRefund}
            tone="next"
            hidden={hidden("yes")}
            button={t("agree", { amount })}
            pending={t("pending")}
          />
        )}
        <StaffForm
          id="refund-withdraw"
          action={acts.decideRefund}
          hidden={hidden("no")}
          button={t("withdraw")}
          pending={t("withdrawing")}
        />
      </div>
    </Notice>
  );
}

function DecisionNotice({ order, acts }: { order: StaffOrder; acts: OrderActs }) {
  const t = useTranslations("staff-cases.queue");
  const { decision } = order;
  if (!decision) return null;
  if (decision.state === "refused")
    return (
      <Notice tone="bad" title={t("couldNot", { what: t(`did.${decision.kind}`) })}>
        {decision.failure} <When at={decision.at} />
      </Notice>
    );
  return (
    <Notice
      tone="wait"
      title={t.rich("decided", {
        by: decision.by,
        what: t(`did.${decision.kind}`),
        moment: () => <When at={decision.carryOutAt} />,
      })}
    >
      {decision.mine && (
        <ActionForm
          id="undo"
          action={acts.undo}
          fields={{ decision: decision.id }}
          texts={{ button: t("undo"), pending: t("undoing") }}
        />
      )}
    </Notice>
  );
}

const HOURS = ["24", "168", "720", "for-ever"] as const;

/** The form that blocks somebody; of several it is chosen whom. */
export function BlockForm({
  id,
  whom,
  action,
}: {
  id: string;
  whom: { value: string; text: string }[];
  action: FormAction;
}) {
  const t = useTranslations("staff-cases.blocks");
  return (
    <StaffForm
      id={id}
      action={action}
      tone="danger"
      fields={[
        { name: "key", label: t("whom"), as: "select", options: whom },
        {
          name: "hours",
          label: t("howLong"),
          as: "select",
          options: HOURS.map((value) => ({ value, text: t(`hours.${value}`) })),
        },
        { name: "reason", label: t("reason"), hint: t("reasonHint"), as: "area" },
      ]}
      button={t("button")}
      pending={t("pending")}
      says={t("says")}
    />
  );
}

/** Whom of an order one may block. */
function useBlockable(order: StaffOrder): { value: string; text: string }[] {
  const t = useTranslations("staff-cases.blocks");
  return [
    ...(order.number
      ? [{ value: `number:${order.number}`, text: `${t("kind.number")} ${order.number}` }]
      : []),
    ...(order.account
      ? [{ value: `account:${order.account}`, text: `${t("kind.account")} ${order.account}` }]
      : []),
    { value: `email:${order.email}`, text: `${t("kind.email")} ${order.email}` },
    ...(order.cardFingerprint
      ? [{ value: `card:${order.cardFingerprint}`, text: `${t("kind.card")} ${order.payment.card ?? ""}` }]
      : []),
  ];
}

/** What staff may do to an order just now beside settling it; each says beforehand what it does to the money. */
export function ActSection({ order, view }: { order: StaffOrder; view: ActView }) {
  const t = useTranslations("staff-cases.acts");
  const { waiting, refund, acts, may, requestId } = view;
  const blockable = useBlockable(order);
  const told = ["delivered", "undeliverable", "cancelled"].includes(order.state);
  const sends = may.act && waiting !== null && waiting.ways.length > 0;
  return (
    <Section id="acts" title={t("title")}>
      <div className="grid max-w-[44rem] gap-3">
        {may.act && <DecisionNotice order={order} acts={acts} />}
        {may.refund && <RefundProposalCard order={order} acts={acts} />}
        {sends && <WaysCard order={order} terms={waiting} acts={acts} />}
        {may.act && waiting?.mayCancel && (
          <Fold title={t("cancel.title")}>
            <StaffForm
              id="cancel"
              action={acts.cancel}
              tone="danger"
              hidden={{ order: order.id, version: String(waiting.version) }}
              fields={[{ name: "note", label: t("cancel.note"), as: "area" }]}
              button={t("cancel.button")}
              pending={t("cancel.pending")}
              says={t("cancel.says")}
            />
          </Fold>
        )}
        {may.refund && refund && !order.refundProposal && (
          <RefundPartCard order={order} terms={refund} acts={acts} />
        )}
        {may.mail && told && (
          <Fold title={t("receipt.title")}>
            <StaffForm
              id="receipt"
              action={acts.receipt}
              hidden={{ order: order.id, request: requestId }}
              button={t("receipt.button", { email: order.email })}
              pending={t("receipt.pending")}
              says={t("receipt.says")}
            />
          </Fold>
        )}
        {may.block && (
          <Fold title={t("block")}>
            <BlockForm id="block" whom={blockable} action={acts.block} />
          </Fold>
        )}
      </div>
    </Section>
  );
}
