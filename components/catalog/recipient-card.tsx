import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";

/** Who it is for, how sure we are of the operator, and both ways to change it. */
export function RecipientCard({
  operator,
  country,
  number,
  certainty,
  doubtful,
  texts,
  changeOperator,
  children,
}: {
  operator: string;
  country: string;
  /** `+234 803 123 4567` */
  number: string;
  certainty: string;
  /** The buyer should look twice. */
  doubtful: boolean;
  texts: { to: string; changeOperator: string; changeNumber: string };
  changeOperator: string;
  /** The number form, folded away. */
  children: ReactNode;
}) {
  return (
    <Card className="grid gap-4">
      <div className="flex items-start gap-4">
        <Monogram name={operator} size={52} />
        <div className="grid min-w-0 gap-0.5">
          <h1 className="text-[1.5rem] leading-tight tracking-tight">
            {operator} <span className="font-semibold text-ink-2">{country}</span>
          </h1>
          <p className="text-ink-2">
            {texts.to}{" "}
            <bdi dir="ltr" className="num font-bold whitespace-nowrap text-ink">
              {number}
            </bdi>
          </p>
        </div>
      </div>
      <p
        className={`rounded-md px-3.5 py-2.5 text-sm ${doubtful ? "bg-marigold-wash" : "bg-sunk text-ink-2"}`}
      >
        {certainty}
      </p>
      <div className="-my-2 flex flex-wrap items-start gap-x-6">
        <Link
          href={changeOperator}
          prefetch={false}
          className="link inline-flex min-h-12 items-center text-sm"
        >
          {texts.changeOperator}
        </Link>
        <details className="open:w-full">
          <summary className="link inline-flex min-h-12 list-none items-center text-sm [&::-webkit-details-marker]:hidden">
            {texts.changeNumber}
          </summary>
          <div className="pt-1 pb-3">{children}</div>
        </details>
      </div>
    </Card>
  );
}
