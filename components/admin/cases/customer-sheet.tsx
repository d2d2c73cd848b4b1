import { useTranslations } from "next-intl";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { CustomerView } from "@/lib/reports/types";
import { Amount } from "../amount";
import { CodeText } from "../code-text";
import { DataTable } from "../data-table";
import { Fact, FactList } from "../fact-list";
import { Section } from "../section";
import type { FormAction } from "../settle/form-state";
import { OrderChip } from "../state-chip";
import { When } from "../when";
import { BlockForm } from "./act-cards";
import { BlockList } from "./block-list";
import { Fold } from "./fold";
import { JudgedList } from "./judged-list";
import { NoteList } from "./note-list";

export interface CustomerActs {
  /** Null for who may not. */
  block: FormAction | null;
  lift: FormAction | null;
  note: FormAction | null;
  requestId: string;
}

function Facts({ of }: { of: CustomerView }) {
  const t = useTranslations("staff-cases.customers");
  return (
    <Card className="sm:p-4">
      <h2 className="mb-3 text-base">{t("facts")}</h2>
      <FactList>
        <Fact label={t("first")}>{of.firstAt && <When at={of.firstAt} />}</Fact>
        <Fact label={t("orders")}>
          {t("counted", { ...of.counted, more: of.counted.more ? "yes" : "no" })}
        </Fact>
        {of.spent.map((amount) => (
          <Fact key={amount.currency} label={t("spent")}>
            <Amount of={amount} />
          </Fact>
        ))}
        {of.refunded.map((amount) => (
          <Fact key={amount.currency} label={t("refunded")}>
            <Amount of={amount} />
          </Fact>
        ))}
        {of.cards.map(({ fingerprint, name }) => (
          <Fact key={fingerprint} label={t("card")}>
            {name}
          </Fact>
        ))}
        <Fact label={t("numbers")}>{of.numbers.length > 0 && of.numbers.length}</Fact>
      </FactList>
    </Card>
  );
}

function OrdersOf({ of }: { of: CustomerView }) {
  const t = useTranslations("staff-cases.customers");
  return (
    <DataTable
      caption={t("orders")}
      rows={of.orders}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("order"),
          cell: ({ id, operator, country }) => (
            <span className="inline-flex items-center gap-2">
              <Flag country={country} width={21} />
              <Link href={`/admin/orders/${id}`} prefetch={false} className="link">
                {operator}
              </Link>
            </span>
          ),
        },
        { head: t("to"), cell: ({ to }) => <span className="num">{to.masked}</span> },
        { head: t("state"), cell: ({ state }) => <OrderChip state={state} /> },
        { head: t("made"), cell: ({ createdAt }) => <When at={createdAt} /> },
        { head: t("total"), cell: ({ total }) => <Amount of={total} />, atEnd: true },
      ]}
    />
  );
}

function Quarrels({ of }: { of: CustomerView }) {
  const t = useTranslations("staff-cases.customers");
  if (of.disputes.length + of.warnings.length === 0)
    return <p className="text-sm text-ink-2">{t("noDisputes")}</p>;
  return (
    <ul className="grid gap-2 text-sm">
      {of.disputes.map(({ id, orderId, reason, status, amount, openedAt }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3">
          <Chip tone={status === "won" ? "ok" : "bad"}>{status.replaceAll("_", " ")}</Chip>
          <Amount of={amount} /> {reason.replaceAll("_", " ")} <When at={openedAt} />
          <Link href={`/admin/orders/${orderId}`} prefetch={false} className="link">
            <CodeText>{id}</CodeText>
          </Link>
        </li>
      ))}
      {of.warnings.map(({ id, orderId, fraudType, at }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3">
          <Chip tone="bad">{fraudType.replaceAll("_", " ")}</Chip> <When at={at} />
          <Link href={`/admin/orders/${orderId}`} prefetch={false} className="link">
            <CodeText>{id}</CodeText>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Everything of a buyer, by their address. */
export function CustomerSheet({ of, acts }: { of: CustomerView; acts: CustomerActs }) {
  const t = useTranslations("staff-cases.customers");
  const blocks = useTranslations("staff-cases.blocks");
  const cases = useTranslations("staff-cases");
  const whom = [
    { value: `email:${of.email}`, text: `${blocks("kind.email")} ${of.email}` },
    ...of.buyerIds.map((id) => ({
      value: `buyer:${id}`,
      text: `${blocks("kind.buyer")} ${id.slice(0, 8)}…`,
    })),
    ...of.cards.map(({ fingerprint, name }) => ({
      value: `card:${fingerprint}`,
      text: `${blocks("kind.card")} ${name}`,
    })),
  ];
  return (
    <>
      <Link href="/admin/customers" className="link inline-flex min-h-8 items-center text-sm">
        ← {t("title")}
      </Link>
      <h1 className="mt-1 mb-5 text-xl [overflow-wrap:anywhere]">{of.email}</h1>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Facts of={of} />
        <Card className="sm:p-4">
          <h2 className="mb-3 text-base">{t("limits")}</h2>
          <JudgedList judged={of.judged} />
        </Card>
      </div>
      <Section
        id="orders"
        title={t("orders")}
        aside={
          <Link href={`/admin/orders?q=${encodeURIComponent(of.email)}`} className="link text-sm">
            {t("all")}
          </Link>
        }
      >
        <OrdersOf of={of} />
      </Section>
      <Section id="quarrels" title={t("disputes")}>
        <Quarrels of={of} />
      </Section>
      <Section id="blocks" title={t("blocks")}>
        <div className="grid max-w-[44rem] gap-3">
          <BlockList blocks={of.blocks} lift={acts.lift} />
          {acts.block && (
            <Fold title={cases("acts.block")}>
              <BlockForm id="block" whom={whom} action={acts.block} />
            </Fold>
          )}
        </div>
      </Section>
      <Section id="notes" title={cases("notes.title")}>
        <NoteList
          notes={of.notes}
          write={acts.note}
          hidden={{ customer: of.email, request: acts.requestId }}
        />
      </Section>
    </>
  );
}
