import { unitsToText } from "../exact-decimal";
import { chanceBy, hashText } from "../world/hash-text";
import { roundNicely } from "../world/nice-amounts";
import type { WorldCountry } from "../world/read-world";
import { diallingOf } from "./dialling-of";
import type { Draft, DraftSku } from "./derive-networks";
import type { Category } from "./valuetopup-sku";

/** A country with money: units of its currency for one US dollar. */
interface Market {
  country: WorldCountry;
  mid: string;
}

const BRANDS = [
  "Amazon",
  "Apple",
  "Google Play",
  "Netflix",
  "Spotify",
  "Steam",
  "PlayStation",
  "Xbox",
  "Uber",
  "Airbnb",
  "IKEA",
  "H&M",
];
/** Accounts that are paid: who sends, under what name and with which check digits differs. */
const BILLERS = [
  { name: "Power", subCategory: "Electricity", unit: true, wants: [] },
  { name: "Water", subCategory: "Water", unit: false, wants: ["checkDigits"] },
  { name: "Cable TV", subCategory: "Television", unit: false, wants: ["senderMobile", "senderName"] },
  { name: "Postpaid", subCategory: "Postpaid mobile", unit: false, wants: ["CustomerId"] },
] as const;
const BILL_COUNTRIES = new Set("NG GH KE IN PH MX CO JM HT GT DO BD PK".split(" "));
const DATA_PLANS = [
  ["1GB", "7 days", 5],
  ["3GB", "30 days", 9],
  ["10GB", "30 days", 22],
] as const;

const round = ({ mid }: Market, dollars: number): string => String(roundNicely(dollars * Number(mid)));

function termsOf({ country, mid }: Market, seed: string): Omit<DraftSku, "skuName" | "min" | "max"> {
  return {
    faceCurrency: country.currency,
    rate: country.currency === "USD" ? "1" : mid,
    deliveryCurrency: country.currency,
    deliveryRate: "1",
    discountPercent: unitsToText(10 + (hashText(`${seed} discount`) % 60), 1),
    salesTaxPercent: "0",
    fee: "0",
    benefitType: "",
    validity: "",
    description: "",
    additionalInformation: "",
    allowDecimal: true,
    wants: [],
    dialling: diallingOf(country),
  };
}

interface Named {
  key: string;
  name: string;
  operator: string;
  category: Category;
  subCategory: string;
}

const draft = ({ country }: Market, named: Named, skus: DraftSku[]): Draft => ({
  product: {
    key: `${country.iso} ${named.key}`,
    productName: named.name,
    category: named.category,
    subCategory: named.subCategory,
    description: named.name,
    country: country.iso,
    operatorName: named.operator,
    worldKey: null,
    perNumber: false,
  },
  skus,
});

/** Electricity, water, television and postpaid mobile, all for any amount between two bounds. */
export function deriveBills(market: Market): Draft[] {
  const { country } = market;
  if (!BILL_COUNTRIES.has(country.iso)) return [];
  return BILLERS.map(({ name, subCategory, wants, unit }) => {
    const full = `${country.name} ${name}`;
    const sku: DraftSku = {
      ...termsOf(market, `valuetopup bill ${country.iso} ${name}`),
      skuName: "Bill payment",
      min: round(market, 1),
      max: round(market, 300),
      fee: "0.5",
      benefitType: unit ? "Token" : "",
      wants: [...wants],
      additionalInformation: wants.length > 0 ? `Required: ${wants.join(", ")}` : "",
    };
    return draft(
      market,
      { key: `bill ${name}`, name: full, operator: full, category: "BillPay", subCategory },
      [sku],
    );
  });
}

export function deriveEsims(market: Market): Draft[] {
  const { country } = market;
  if (!chanceBy(`valuetopup esim ${country.iso}`, 45)) return [];
  const terms = termsOf({ ...market, mid: "1" }, `valuetopup esim ${country.iso}`);
  const skus = DATA_PLANS.map(([size, validity, dollars]) => ({
    ...terms,
    faceCurrency: "USD",
    deliveryCurrency: "USD",
    rate: "1",
    skuName: `${size}, ${validity}`,
    min: String(dollars),
    max: String(dollars),
    benefitType: "Data",
    validity,
    description: `${size} of data for ${validity}`,
  }));
  const name = `Travel eSIM ${country.name}`;
  return [
    draft(
      market,
      { key: "esim", name, operator: "Travel eSIM", category: "eSim", subCategory: "eSIM" },
      skus,
    ),
  ];
}

/** A third of the brands in a country; some take any amount. */
export function deriveGiftCards(market: Market): Draft[] {
  const { country } = market;
  return BRANDS.filter((brand) => chanceBy(`valuetopup gift ${country.iso} ${brand}`, 33)).map((brand) => {
    const terms = termsOf(market, `valuetopup gift ${country.iso} ${brand}`);
    const named = chanceBy(`valuetopup named ${brand}`, 40) ? ["firstName", "lastName"] : [];
    const card = {
      ...terms,
      wants: named,
      additionalInformation: named.length > 0 ? "Required: firstName, lastName" : "",
      description: `Redeem at ${brand}`,
    };
    const range = chanceBy(`valuetopup open ${country.iso} ${brand}`, 30);
    const skus = range
      ? [{ ...card, skuName: "Any amount", min: round(market, 5), max: round(market, 200) }]
      : [...new Set([10, 25, 50, 100].map((dollars) => round(market, dollars)))].map((amount) => ({
          ...card,
          skuName: `${country.currency} ${amount}`,
          min: amount,
          max: amount,
        }));
    const name = `${brand} ${country.name}`;
    return draft(
      market,
      { key: `gift ${brand}`, name, operator: brand, category: "GiftCard", subCategory: "Gift Card" },
      skus,
    );
  });
}
