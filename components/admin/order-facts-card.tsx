import { useTranslations } from "next-intl";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { formatInternational } from "@/lib/phone/format-international";
import type { StaffOrder } from "@/lib/reports/types";
import { Amount } from "./amount";
import { CodeText } from "./code-text";
import { Fact, FactList } from "./fact-list";
import { When } from "./when";

/** Who, what and when. The number and the address stand here whole, and on no other page. */
export function OrderFactsCard({ order }: { order: StaffOrder }) {
  const t = useTranslations("admin.order");
  return (
    <Card className="sm:p-4">
      <h2 className="mb-3 text-base">{t("facts")}</h2>
      <FactList>
        <Fact label={t("label.number")}>
          {order.number && <span className="num">{formatInternational(order.number)}</span>}
        </Fact>
        <Fact label={t("label.account")}>{order.account}</Fact>
        <Fact label={t("label.recipientEmail")}>{order.recipientEmail}</Fact>
        <Fact label={t("label.email")}>
          <Link
            href={`/admin/customers/buyer?email=${encodeURIComponent(order.email)}`}
            prefetch={false}
            className="link"
          >
            {order.email}
          </Link>
        </Fact>
        <Fact label={t("label.operator")}>{order.operator.name}</Fact>
        <Fact label={t("label.product")}>{[order.kind, order.description].filter(Boolean).join(" · ")}</Fact>
        <Fact label={t("label.delivered")}>{order.delivered && <Amount of={order.delivered} />}</Fact>
        <Fact label={t("label.operatorReference")}>
          {order.operatorReference && <CodeText>{order.operatorReference}</CodeText>}
        </Fact>
        <Fact label={t("label.artefact")}>{order.hasArtefact && t("artefact")}</Fact>
        <Fact label={t("label.made")}>
          <When at={order.createdAt} />
        </Fact>
        <Fact label={t("label.changed")}>
          <When at={order.updatedAt} />
        </Fact>
        <Fact label={t("label.next")}>{order.nextActionAt && <When at={order.nextActionAt} />}</Fact>
        <Fact label={t("label.alerted")}>{order.alertedAt && <When at={order.alertedAt} />}</Fact>
        <Fact label={t("label.id")}>
          <CodeText>{order.id}</CodeText>
        </Fact>
        <Fact label={t("label.checkout")}>
          <CodeText>{order.checkoutId}</CodeText>
        </Fact>
        <Fact label={t("label.publicId")}>{`/orders/${order.publicIdHint}…`}</Fact>
      </FactList>
    </Card>
  );
}
