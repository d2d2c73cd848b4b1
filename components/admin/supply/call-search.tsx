import { useTranslations } from "next-intl";
import { FilterForm } from "../filter-form";

const PURPOSES = [
  "submit",
  "prepare",
  "resolve",
  "balance",
  "lookup",
  "lookUpPorted",
  "offersFor",
  "offerDetails",
  "estimate",
  "fetchBill",
  "esimUsage",
  "listOffers",
  "promotions",
  "statement",
  "registerWebhook",
];

/** Search and filters of the call log. */
export function CallSearch({
  address,
  asked,
}: {
  address: string;
  asked: { q: string; purpose: string; trouble: string };
}) {
  const t = useTranslations("staff-supply.calls");
  return (
    <FilterForm
      address={address}
      search={{ label: t("searchLabel"), value: asked.q }}
      choice={{
        name: "purpose",
        label: t("purpose"),
        value: asked.purpose,
        any: t("anyPurpose"),
        choices: PURPOSES.map((value) => ({ value, text: value })),
      }}
      tick={{ name: "trouble", label: t("troubleOnly"), value: asked.trouble }}
      button={t("search")}
    />
  );
}
