import { cache } from "react";
import { DeliveryCard } from "@/components/delivery/delivery-card";
import { DeliveryLine } from "@/components/delivery/delivery-line";
import { DeliveryNotice } from "@/components/delivery/delivery-notice";
import { DELIVERY_DAYS, readDeliveryRecord } from "@/lib/reports";
import { runtime } from "@/lib/runtime";

interface Of {
  operator: { id: string; name: string };
}

const readRecord = cache((operatorId: string) =>
  readDeliveryRecord(runtime().context({ kind: "system", id: "pages" }), { operatorId }),
);

/** How deliveries to an operator went lately, for its page. */
export async function DeliveryCardOf({ operator }: Of) {
  const { figures } = await readRecord(operator.id);
  return <DeliveryCard figures={figures} operator={operator.name} days={DELIVERY_DAYS} />;
}

/** That an operator is slow or fails at this moment. */
export async function DeliveryNoticeOf({ operator }: Of) {
  const { now } = await readRecord(operator.id);
  return <DeliveryNotice now={now} operator={operator.name} />;
}

/** Both in short, before paying. */
export async function DeliveryLineOf({ operator }: Of) {
  const { figures } = await readRecord(operator.id);
  return <DeliveryLine figures={figures} days={DELIVERY_DAYS} />;
}
