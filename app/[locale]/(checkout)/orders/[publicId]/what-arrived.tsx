import { getTranslations } from "next-intl/server";
import { ArtefactCard } from "@/components/goods/artefact-card";
import { goodsPath } from "@/components/goods/goods-path";
import { UsageCard } from "@/components/goods/usage-card";
import { MailAgainForm } from "@/components/orders/mail-again-form";
import { Card } from "@/components/ui/card";
import { localePath, type Locale } from "@/i18n/locales";
import { readGiftUse } from "@/lib/catalog";
import { readEsimState } from "@/lib/fulfilment";
import type { ArtefactView, OrderView } from "@/lib/orders/types";
import { readArtefact } from "@/lib/reports";
import type { AppCtx } from "@/lib/runtime";
import { mailAgainAction } from "./mail-again-action";

interface Arrived {
  ctx: AppCtx;
  order: OrderView;
  locale: Locale;
  /** The buyer asks how much data is left. */
  ask: boolean;
}

/** The code that an order brought, with what can be done with it; nothing for what went to a phone. */
export async function WhatArrived({ ctx, order, locale, ask }: Arrived) {
  const artefact = order.artefact ? await readArtefact(ctx, { publicId: order.publicId }) : null;
  return (
    <>
      {artefact && <Code ctx={ctx} order={order} artefact={artefact} />}
      {artefact && <MailAgain order={order} locale={locale} />}
      {order.kind === "esim" && order.state === "delivered" && (
        <EsimNow ctx={ctx} order={order} locale={locale} ask={ask} />
      )}
    </>
  );
}

/** The mail that leads here, once more. */
async function MailAgain({ order, locale }: Pick<Arrived, "order" | "locale">) {
  const t = await getTranslations("orders.mailAgain");
  return (
    <MailAgainForm
      action={mailAgainAction}
      fields={{ order: order.publicId, locale }}
      texts={{
        button: t("button", { email: order.gift ? order.to.masked : order.maskedEmail }),
        pending: t("pending"),
      }}
    />
  );
}

async function Code({ ctx, order, artefact }: Pick<Arrived, "ctx" | "order"> & { artefact: ArtefactView }) {
  const use = artefact.kind === "gift-code" ? await readGiftUse(ctx, order.operator.id) : null;
  return (
    <ArtefactCard
      artefact={artefact}
      kind={order.kind}
      operator={order.operator.name}
      redeem={use?.redeem ?? ""}
    />
  );
}

/** What is left on the eSIM, and the way to add to it; for a top-up also what became of it. */
async function EsimNow({ ctx, order, locale, ask }: Arrived) {
  const [state, t] = await Promise.all([
    readEsimState(ctx, { publicId: order.publicId, ask }),
    getTranslations("goods.arrival.added"),
  ]);
  const here = localePath(locale, `/orders/${order.publicId}`);
  const place = localePath(locale, goodsPath(order.kind, order.operator) ?? "/esim");
  return (
    <>
      {order.to.by === "account" && (
        <Card asks>
          <h2 className="text-lg">{t("heading")}</h2>
          <p className="mt-1 text-sm text-ink-2">{t("text", { digits: order.to.masked.slice(-4) })}</p>
        </Card>
      )}
      {state && (
        <UsageCard
          usage={state.usage}
          askHref={`${here}?usage=now#usage`}
          topUpHref={state.canTopUp ? `${place}?for=${order.publicId}` : null}
        />
      )}
    </>
  );
}
