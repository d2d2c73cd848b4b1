import type { Micros, Money } from "@/lib/core/money";
import type { Benefits, ProductKind, ProviderName } from "@/lib/providers/spec";
import type { FieldView } from "./field-schema";

export type { Benefits, ProductKind };

/** What staff chose for an operator's monogram: a hue in degrees, and one to three letters; null: as its name gives. */
export interface OperatorMark {
  hue: number | null;
  letters: string | null;
}

/** A mobile network as the buyer knows it. */
export interface OperatorView {
  id: string;
  name: string;
  /** Path segment below the country: `/nigeria/mtn`. */
  slug: string;
  /** ISO 3166 alpha-2. */
  country: string;
  countrySlug: string;
  /** Of its monogram, where staff chose one. */
  look?: OperatorMark | undefined;
}

/** How sure we are of the operator of a number. */
export type Confidence =
  /** Something was delivered to it through this operator, not long ago. */
  | "worked-before"
  /** Who knows today's networks names it, and so does another source. */
  | "sources-agree"
  /** Several sources name it, and all of them go by number ranges. */
  | "provider-and-prefix-agree"
  | "provider-only"
  | "prefix-only"
  /** The range's operator, though every look-up that answered knows none. */
  | "prefix-doubted"
  /** Who knows today's networks names it, and the range belongs to another: probably moved. */
  | "moved"
  /** Sources of equal rank name different ones. */
  | "disagree"
  | "chosen-by-buyer"
  | "unknown";

/** Who may name the network of a number: our last delivery to it, its range, or a provider. */
export type NumberSource = "delivery" | "prefix" | ProviderName;

/** Who sends bills that can be paid here. */
export interface BillerView {
  id: string;
  name: string;
  /** Path segment below the country: `/bills/nigeria/power-prepaid`. */
  slug: string;
  /** ISO 3166 alpha-2. */
  country: string;
  countrySlug: string;
}

/** A network that was named for a number. */
export interface NumberCandidate {
  /** Null: one that we do not have. */
  operatorId: string | null;
  name: string;
  said: NumberSource[];
}

/** What the buyer picks. Prices are what the buyer pays in all, now; the quote decides. */
export interface ProductView {
  id: string;
  kind: ProductKind;
  /** The provider's words for a bundle ("1 GB, 7 days"); empty for plain airtime. */
  description: string;
  /** Language of them. */
  lang: string;
  /** The same in English: its address has them in every language. */
  words: string;
  popular: boolean;
  /** False: it goes to an account or an address, which is one of its fields. */
  dialled: boolean;
  /** What a package brings, where it is known in numbers. */
  benefits: Benefits | null;
  /** What must, or may, be said before it can be priced. */
  fields: FieldView[];
  choice:
    | { type: "fixed"; face: Money; price: Money }
    | { type: "range"; min: Money; max: Money; suggested: { face: Money; price: Money }[] };
}

/** What an operator adds to a top-up for a while, told to the buyer only while it runs. */
export interface PromotionView {
  id: string;
  title: string;
  /** Plain text; may be empty, may have several lines. */
  description: string;
  /** Language of both. */
  lang: string;
  startsAt: Date;
  endsAt: Date;
  /** The least top-up that it is given for, where that is known, in the currency the provider names. */
  minimum?: Money;
}

/** A number on its way to a purchase: the token stands in the URL instead of the number. */
export interface RecipientView {
  token: string;
  /** `+234 803 123 4567`; in part alone when it is masked. */
  international: string;
  /** Somebody asked for a top-up to it. */
  masked: boolean;
  country: string;
  confidence: Confidence;
  operatorId: string | null;
  /** Networks that were named for it, the likeliest first; without who named them. */
  candidates: Pick<NumberCandidate, "operatorId" | "name">[];
  /** Kinds of products that it does not take. */
  refuses: ProductKind[];
}

/** Where what is good for a whole region is said to be at home, as ISO 3166 leaves it to its users. */
export const REGIONAL = "ZZ";

/** A country or region that travel eSIMs are sold for. */
export interface EsimPlaceView {
  /** ISO 3166 alpha-2; `ZZ` for a region. */
  country: string;
  /** Code of a region (UN M49), which names it in every language; null for a country. */
  region: string | null;
  /** Path segment: `/esim/turkiye`, `/esim/europe`. */
  slug: string;
  plans: number;
  from: Money;
}

/** One plan of a travel eSIM. The price is what the buyer pays in all, now. */
export interface EsimPlanView {
  productId: string;
  /** The provider's words, for a plan whose contents are not known in numbers. */
  description: string;
  /** Decimal string. */
  dataGb: string | null;
  validityDays: number | null;
  minutes: number | null;
  sms: number | null;
  price: Money;
  /** Rounded up. */
  perGb: Money | null;
}

/** A brand's gift cards in one country. */
export interface GiftBrandView {
  id: string;
  name: string;
  slug: string;
  country: string;
  countrySlug: string;
}

/** One amount of a gift card. The price is what the buyer pays in all, now. */
export interface GiftAmountView {
  productId: string;
  /** What it is, where it is more than an amount: "PlayStation Plus 12 Months"; else empty. */
  name: string;
  face: Money;
  price: Money;
  /** What its issuer wants to know besides. */
  asks: FieldView[];
}

export type FoundKind = "country" | "network" | "travel" | "brand" | "biller" | "plan";

/** Something that was searched for: a country, an operator (of any sort), or one of its plans. */
export interface Found {
  kind: FoundKind;
  /** ISO 3166 alpha-2; `ZZ` for what is good in many countries. */
  country: string;
  countrySlug: string;
  /** Of the operator; in English for a country. */
  name: string;
  slug: string;
  productId: string | null;
  productKind: ProductKind | null;
  /** The plan's words. */
  detail: string;
}

export interface SearchResult {
  /** By kind, the likeliest first. */
  found: Found[];
  /** What was looked for, where it is not what was typed. */
  meant: string | null;
}

/** A rule of supply that is tried out before it is made. */
export interface RehearsedRule {
  provider: ProviderName;
  effect: "pin" | "exclude";
  /** ISO 3166 alpha-2. */
  country?: string | undefined;
  operatorId?: string | undefined;
  kind?: ProductKind | undefined;
}

/** One side of a rehearsal. */
export interface RehearsedRoutes {
  /** That somebody delivers. */
  orders: number;
  /** That nobody would. */
  undeliverable: number;
  /** What the floats pay, in US dollars. */
  cost: Micros;
  /** What buyers paid for them, less tax and that cost, in US dollars; what the card takes is still in it. */
  margin: Micros;
  /** That are not in the margin, since a rate is not known. */
  unpriced: number;
  /** Of them that would arrive, by how each way did in those days; null when nothing is known. */
  share: number | null;
  /** What each float is used for, the busiest first. */
  providers: { provider: ProviderName; orders: number; cost: Micros }[];
}

/** What a rule would have changed. */
export interface RuleRehearsal {
  days: number;
  /** Orders that were looked at. */
  looked: number;
  /** False: there were more, and only the newest were looked at. */
  all: boolean;
  /** Of them within the rule's scope, and of those routed once more. */
  inScope: number;
  routed: number;
  /** Would have gone another way. */
  changed: number;
  before: RehearsedRoutes;
  after: RehearsedRoutes;
  /** By operator and who delivers, the most frequent first; null: nobody. */
  changes: {
    operatorId: string;
    country: string;
    from: ProviderName | null;
    to: ProviderName | null;
    orders: number;
    /** What it costs more in all, in US dollars; less is negative. */
    dearer: Micros;
    shares: { from: number | null; to: number | null };
  }[];
}

/** What can be taken off sale: by its id, or a country's code. */
export interface SaleSubject {
  kind: "country" | "operator" | "product";
  id: string;
}

/** Why and since when something is off sale. Times are ISO. */
export interface SaleSwitchView {
  reason: string;
  at: string;
}

/** An operator, brand, biller or place as staff see it. */
export interface StaffOperator {
  id: string;
  name: string;
  /** As it was listed, where staff gave it another name. */
  listedName: string | null;
  country: string;
  /** Of its page in the shop. */
  path: string;
  sort: string;
  enabled: boolean;
  mark: OperatorMark;
  mergedInto: string | null;
  /** Switched off itself; with its whole country. */
  off: SaleSwitchView | null;
  countryOff: SaleSwitchView | null;
  /** Nothing may be sent to its country. */
  forbidden: boolean;
  /** That somebody offers. */
  products: number;
  providers: string[];
}

export interface StaffProduct {
  id: string;
  kind: string;
  description: string;
  ownWords: string | null;
  range: boolean;
  face: Money | null;
  least: Money | null;
  most: Money | null;
  enabled: boolean;
  /** Somebody offers it. */
  available: boolean;
  off: SaleSwitchView | null;
  providers: string[];
}

export interface StaffCountry {
  country: string;
  operators: number;
  operatorsOff: number;
  off: SaleSwitchView | null;
  forbidden: boolean;
}

export interface ImportRunView {
  id: string;
  provider: string;
  what: string;
  state: "running" | "finished" | "failed";
  counts: Record<string, number>;
  error: string | null;
  startedAt: string;
  finishedAt: string | null;
}

/** An offer that is not as it was before a run. */
export interface ImportDifference {
  id: number;
  /** `new`, `price`, `terms`, `name`, `back` or `gone`. */
  change: string;
  sku: string;
  operator: { id: string; name: string; country: string };
  kind: string;
  fields: { name: string; was: string; is: string }[];
}

/** A decision of staff on whose an operator is. Times are ISO. */
export interface MappingDecision {
  id: string;
  kind: "map" | "merge";
  provider: string | null;
  country: string;
  from: string;
  /** Null: left out. */
  to: string | null;
  madeAt: string;
  undoneAt: string | null;
}
