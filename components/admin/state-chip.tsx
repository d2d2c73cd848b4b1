import { useTranslations } from "next-intl";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { AttemptState, OrderState, PaymentState } from "@/lib/core/transitions";

/** Leaf: arrived. Marigold: it is being asked. Clay: a person is needed. */
const ORDER_TONES: Record<OrderState, ChipTone> = {
  draft: "plain",
  awaiting_payment: "plain",
  expired: "plain",
  authorised: "info",
  sending: "info",
  accepted: "info",
  in_doubt: "wait",
  review: "bad",
  delivered: "ok",
  undeliverable: "plain",
  cancelled: "plain",
};

const PAYMENT_TONES: Partial<Record<PaymentState, ChipTone>> = {
  authorised: "info",
  capturing: "info",
  voiding: "info",
  refunding: "info",
  captured: "ok",
  lost: "bad",
};

const ATTEMPT_TONES: Record<AttemptState, ChipTone> = {
  sending: "info",
  accepted: "info",
  in_doubt: "wait",
  delivered: "ok",
  rejected: "plain",
  abandoned: "bad",
};

export function OrderChip({ state }: { state: OrderState }) {
  const t = useTranslations("admin.orderState");
  return <Chip tone={ORDER_TONES[state]}>{t(state)}</Chip>;
}

export function PaymentChip({ state }: { state: PaymentState }) {
  const t = useTranslations("admin.paymentState");
  return <Chip tone={PAYMENT_TONES[state] ?? "plain"}>{t(state)}</Chip>;
}

export function AttemptChip({ state }: { state: AttemptState }) {
  const t = useTranslations("admin.attemptState");
  return <Chip tone={ATTEMPT_TONES[state]}>{t(state)}</Chip>;
}
