import { exact, multiply, toText, unitsToText } from "../exact-decimal";
import { currencyPlaces } from "../currency-places";
import { chanceBy, hashText } from "../world/hash-text";
import { roundNicely } from "../world/nice-amounts";
import type { WorldCountry, WorldOperator } from "../world/read-world";
import { diallingOf } from "./dialling-of";
import type { Product, Sku } from "./valuetopup-sku";

export type DraftProduct = Omit<Product, "productId" | "operatorId"> & { key: string };
export type DraftSku = Omit<Sku, "skuId" | "product">;
export interface Draft {
  product: DraftProduct;
  skus: DraftSku[];
}

interface Network {
  operator: WorldOperator;
  country: WorldCountry;
  name: string;
  /** Units of the country's currency for one US dollar at the middle of the market. */
  mid: string;
}

const FIXED_DOLLARS = [2, 5, 10, 15, 20, 25, 30, 50];
const PIN_DOLLARS = [5, 10, 20, 30, 50];
const DATA = ["500MB", "1GB", "3GB", "6GB", "12GB", "25GB"];
const DAYS = ["1 day", "3 days", "7 days", "14 days", "30 days", "30 days"];
const LYCA_DOLLARS = [19, 23, 29, 39];

/** Everything sold of one network: airtime, bundles, data, PINs and, in the United States, SIM cards. */
export function deriveNetwork(network: Network): Draft[] {
  const { operator } = network;
  const drafts = [airtimeOf(network)];
  if (operator.bundles) drafts.push(bundlesOf(network, "Bundle"));
  if (operator.data) drafts.push(bundlesOf(network, "Data"));
  if (operator.pin) drafts.push(pinsOf(network));
  if (operator.country === "US" && operator.popularity >= 50) drafts.push(simOf(network));
  return drafts;
}

/** What all SKUs of a network have in common. Some are priced in dollars and pay out in local money. */
function termsOf({ operator, country, mid }: Network): Omit<DraftSku, "skuName" | "min" | "max"> {
  const seed = `valuetopup ${operator.key}`;
  const local = country.currency;
  const inDollars = local === "USD" || chanceBy(`${seed} dollars`, 15);
  const margin = unitsToText(10_000 - 50 - (hashText(`${seed} margin`) % 250), 4);
  const rate = local === "USD" ? "1" : toText(multiply(exact(mid), exact(margin)), 6);
  const boost = operator.key === "us-boost-mobile";
  return {
    faceCurrency: inDollars ? "USD" : local,
    rate: inDollars ? "1" : rate,
    deliveryCurrency: local,
    deliveryRate: inDollars ? rate : "1",
    discountPercent: unitsToText(15 + (hashText(`${seed} discount`) % 95), 1),
    salesTaxPercent: chanceBy(`${seed} tax`, 10)
      ? unitsToText(5 + (hashText(`${seed} percent`) % 12), 0)
      : "0",
    fee: chanceBy(`${seed} fee`, 5) ? "0.25" : "0",
    benefitType: "Airtime",
    validity: "",
    description: "",
    additionalInformation: boost ? "Required: boostPin" : "",
    allowDecimal: currencyPlaces(inDollars ? "USD" : local) > 0 && !chanceBy(`${seed} whole`, 20),
    wants: boost ? ["boostPin"] : [],
    dialling: diallingOf(country),
  };
}

function productOf({ operator, name }: Network, over: Partial<DraftProduct> & { key: string }): DraftProduct {
  return {
    productName: `${name} Airtime`,
    category: "Rtr",
    subCategory: "Airtime",
    description: "",
    country: operator.country,
    operatorName: name,
    worldKey: operator.key,
    perNumber: false,
    ...over,
    key: `${operator.key} ${over.key}`,
  };
}

const niceIn = (dollars: number, terms: { rate: string; faceCurrency: string }): string =>
  terms.faceCurrency === "USD" ? String(dollars) : String(roundNicely(dollars * Number(terms.rate)));

function airtimeOf(network: Network): Draft {
  const terms = termsOf(network);
  const product = productOf(network, { key: "airtime" });
  if (network.operator.airtime === "range") {
    const [min, max] = [niceIn(1, terms), niceIn(60, terms)];
    return { product, skus: [{ ...terms, skuName: "Open range", min, max }] };
  }
  const amounts = [...new Set(FIXED_DOLLARS.map((dollars) => niceIn(dollars, terms)))];
  return { product, skus: amounts.map((amount) => fixed(terms, amount)) };
}

const fixed = (terms: Omit<DraftSku, "skuName" | "min" | "max">, amount: string): DraftSku => ({
  ...terms,
  skuName: `${terms.faceCurrency} ${amount}`,
  min: amount,
  max: amount,
});

/** Every third bundle product is dynamic: what it sells depends on the number. */
function bundlesOf(network: Network, kind: "Bundle" | "Data"): Draft {
  const terms = termsOf(network);
  const lyca = /lyca/i.test(network.name);
  const dollars = lyca ? LYCA_DOLLARS : [1, 2, 4, 7, 12, 20];
  const product = productOf(network, {
    key: kind.toLowerCase(),
    productName: `${network.name} ${kind === "Data" ? "Data" : "Bundles"}`,
    subCategory: kind,
    perNumber: kind === "Bundle" && chanceBy(`valuetopup dynamic ${network.operator.key}`, 33),
  });
  const seen = new Set<string>();
  const skus = dollars.flatMap((amount, index) => {
    const face = niceIn(amount, terms);
    if (seen.has(face)) return [];
    seen.add(face);
    const size = DATA[index] ?? "50GB";
    const validity = lyca ? "30 days" : (DAYS[index] ?? "30 days");
    const text = kind === "Data" ? size : `${(index + 1) * 40} min + ${size}`;
    return [
      {
        ...fixed(terms, face),
        skuName: `${text}, ${validity}`,
        benefitType: kind === "Data" ? "Data" : "Minutes+Data",
        validity,
        description: `${text}, valid ${validity}`,
        additionalInformation: lyca ? "Can be bought for several months: numberOfPlanMonths" : "",
      },
    ];
  });
  return { product, skus };
}

function pinsOf(network: Network): Draft {
  const terms = { ...termsOf(network), salesTaxPercent: "0", benefitType: "PIN", validity: "90 days" };
  const product = productOf(network, {
    key: "pin",
    productName: `${network.name} PIN`,
    category: "Pin",
    subCategory: "Wireless PIN",
  });
  const amounts = [...new Set(PIN_DOLLARS.map((dollars) => niceIn(dollars, terms)))];
  const pins = { ...terms, wants: [], additionalInformation: "" };
  return {
    product,
    skus: amounts.map((amount) => ({
      ...fixed(pins, amount),
      description: `PIN of ${amount} ${terms.faceCurrency}`,
    })),
  };
}

function simOf(network: Network): Draft {
  const terms = {
    ...termsOf(network),
    wants: [],
    benefitType: "SIM",
    additionalInformation: "Activation needs ICCID and zip code",
  };
  const product = productOf(network, {
    key: "sim",
    productName: `${network.name} SIM activation`,
    category: "Sim",
    subCategory: "SIM",
  });
  return { product, skus: ["25", "40"].map((amount) => fixed(terms, amount)) };
}
