import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, country, currency, id, minor, recipientSort } from "./columns";

/** A network, the brand of a gift card, who sends a bill, or a place that travel eSIMs are good for. */
const sort = () =>
  text("sort", { enum: ["network", "brand", "biller", "travel"] })
    .notNull()
    .default("network");

/** One row per real network, whatever the providers call it; `ZZ` is the country of what is good for a whole region. */
export const operators = pgTable(
  "operators",
  {
    id: id(),
    sort: sort(),
    country: country("country").notNull(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    /** Name without case, accents, country and company words: what providers' names are matched by. */
    matchName: text("match_name").notNull(),
    /** MCC-MNC pairs, where known. */
    networkCodes: text("network_codes").array().notNull().default([]),
    popularity: integer("popularity").notNull().default(0),
    /** False while staff keep it or its country off sale, and once it was merged into another. */
    enabled: boolean("enabled").notNull().default(true),
    /** Name as it was listed, where staff gave it another. */
    listedName: text("listed_name"),
    /** Of its monogram, where staff chose them: a hue in degrees, and one to three letters. */
    markHue: integer("mark_hue"),
    markLetters: text("mark_letters"),
    /** Staff found it to be another row's network: nothing of it is left here but its names. */
    mergedInto: uuid("merged_into"),
    createdAt: at("created_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("operators_country_slug").on(table.country, table.slug),
    uniqueIndex("operators_country_match_name").on(table.country, table.sort, table.matchName),
  ],
);

/** What staff know beyond public lists: a name of a country means this operator. */
export const operatorAliases = pgTable(
  "operator_aliases",
  {
    country: country("country").notNull(),
    sort: sort(),
    /** Normalised. */
    matchName: text("match_name").notNull(),
    name: text("name").notNull(),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
  },
  (table) => [primaryKey({ columns: [table.country, table.sort, table.matchName] })],
);

/** A provider's own operator and the network it was mapped to. */
export const providerOperators = pgTable(
  "provider_operators",
  {
    id: id(),
    provider: text("provider").notNull(),
    providerOperatorId: text("provider_operator_id").notNull(),
    country: country("country").notNull(),
    name: text("name").notNull(),
    currency: currency("currency").notNull(),
    sort: sort(),
    operatorId: uuid("operator_id").references(() => operators.id),
    /** Null: nobody has mapped it yet, and nothing of it is sold. By staff and without an operator: left out for good. */
    mappedBy: text("mapped_by", { enum: ["name", "staff"] }),
    /** Why its name was not enough: no list knows it, or it may mean several. */
    unsure: text("unsure", { enum: ["unknown", "ambiguous"] }),
    /** Names of networks that it might be. */
    suggestions: text("suggestions").array().notNull().default([]),
    decidedAt: at("decided_at"),
    seenAt: at("seen_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("provider_operators_key").on(table.provider, table.providerOperatorId),
    index("provider_operators_operator").on(table.operatorId),
    index("provider_operators_unmapped")
      .on(table.country, table.name)
      .where(sql`${table.mappedBy} is null`),
  ],
);

export const products = pgTable(
  "products",
  {
    id: id(),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    kind: text("kind", {
      enum: ["airtime", "bundle", "data", "plan", "pin", "esim", "gift-card", "bill"],
    }).notNull(),
    /** What makes two offers the same product: kind, currency, recipient, and face value, range or benefits. */
    key: text("key").notNull(),
    /** What a package brings, where its offers say so in numbers; they then may differ in face value. */
    benefits: jsonb("benefits").$type<{
      dataGb?: string;
      minutes?: number;
      sms?: number;
      validityDays?: number;
    }>(),
    description: text("description").notNull().default(""),
    /** What staff call it instead of the providers' words, in every language. */
    ownWords: text("own_words"),
    /** What a provider calls it in other languages, by locale. */
    texts: jsonb("texts").$type<Record<string, string>>().notNull().default({}),
    denomination: text("denomination", { enum: ["fixed", "range"] }).notNull(),
    currency: currency("currency").notNull(),
    /** Face value of a fixed product, the least of its offers for a package; bounds of a range. */
    faceMinor: minor("face_minor"),
    minMinor: minor("min_minor"),
    maxMinor: minor("max_minor"),
    recipient: recipientSort("recipient"),
    popular: boolean("popular").notNull().default(false),
    enabled: boolean("enabled").notNull().default(true),
    /** False when no active offer can be ordered by a buyer: not shown, not sold. */
    available: boolean("available").notNull().default(true),
  },
  (table) => [
    uniqueIndex("products_operator_key").on(table.operatorId, table.key),
    unique("products_recipient").on(table.id, table.recipient),
  ],
);

/** One provider's sellable SKU and what it costs our float. */
export const offers = pgTable(
  "offers",
  {
    id: id(),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    provider: text("provider").notNull(),
    sku: text("sku").notNull(),
    providerOperatorId: text("provider_operator_id").notNull(),
    country: country("country").notNull(),
    /** The provider's words, without the operator's name. */
    description: text("description").notNull().default(""),
    orderCurrency: currency("order_currency").notNull(),
    orderMinor: minor("order_minor"),
    orderMinMinor: minor("order_min_minor"),
    orderMaxMinor: minor("order_max_minor"),
    orderStepMinor: minor("order_step_minor").notNull().default(1),
    /** Bounds of what arrives, in the product's currency; the same twice for a fixed offer, from the least amount up for a package. */
    faceMinMinor: minor("face_min_minor").notNull(),
    faceMaxMinor: minor("face_max_minor").notNull(),
    /** Range: units of face currency per unit of order currency. */
    facePerOrderUnit: numeric("face_per_order_unit"),
    walletCurrency: currency("wallet_currency").notNull(),
    orderUnitsPerWalletUnit: numeric("order_units_per_wallet_unit").notNull(),
    discountPercent: numeric("discount_percent").notNull().default("0"),
    feePercent: numeric("fee_percent").notNull().default("0"),
    /** In the order's currency. */
    flatFeeMinor: minor("flat_fee_minor").notNull().default(0),
    /** Percent of what is sent that the recipient's country takes before it arrives; null where the provider tells none. */
    takenPercent: numeric("taken_percent"),
    /** Names of what it cannot be ordered without, and of what may be said as well. */
    requiredFields: jsonb("required_fields").$type<string[]>().notNull().default([]),
    optionalFields: jsonb("optional_fields").$type<string[]>().notNull().default([]),
    /** Sold to some numbers alone: `number_bundles` says to which. */
    perNumber: boolean("per_number").notNull().default(false),
    /** How what it brings is used, and what sort of shop takes it, in the provider's words; empty where it does not say. */
    redeem: text("redeem").notNull().default(""),
    category: text("category").notNull().default(""),
    /** The provider calls it one of its popular ones. */
    popular: boolean("popular").notNull().default(false),
    active: boolean("active").notNull().default(true),
    seenAt: at("seen_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("offers_provider_sku").on(table.provider, table.sku),
    index("offers_product").on(table.productId),
    index("offers_provider_operator").on(table.provider, table.providerOperatorId),
    index("offers_provider_seen").on(table.provider, table.seenAt),
  ],
);

/** What operators add for a while, as providers tell it. */
export const promotions = pgTable(
  "promotions",
  {
    id: id(),
    provider: text("provider").notNull(),
    promotionId: text("promotion_id").notNull(),
    providerOperatorId: text("provider_operator_id").notNull(),
    title: text("title").notNull(),
    /** Plain text. */
    description: text("description").notNull().default(""),
    /** The same in other languages, by locale. */
    texts: jsonb("texts")
      .$type<Record<string, { title: string; description: string }>>()
      .notNull()
      .default({}),
    /** Their words for the amounts that it is given for. */
    appliesTo: text("applies_to").notNull().default(""),
    minimumMinor: minor("minimum_minor"),
    minimumCurrency: currency("minimum_currency"),
    startsAt: at("starts_at").notNull(),
    endsAt: at("ends_at").notNull(),
    /** False once the provider tells it no more. */
    active: boolean("active").notNull().default(true),
    seenAt: at("seen_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("promotions_provider_id").on(table.provider, table.promotionId),
    index("promotions_operator").on(table.provider, table.providerOperatorId, table.endsAt),
  ],
);

export const importRuns = pgTable(
  "import_runs",
  {
    id: id(),
    provider: text("provider").notNull(),
    what: text("what", { enum: ["catalog", "texts", "promotions"] })
      .notNull()
      .default("catalog"),
    state: text("state", { enum: ["running", "finished", "failed"] }).notNull(),
    counts: jsonb("counts").$type<Record<string, number>>().notNull().default({}),
    error: text("error"),
    startedAt: at("started_at").notNull().default(appNow),
    finishedAt: at("finished_at"),
  },
  (table) => [index("import_runs_latest").on(table.provider, table.what, table.startedAt.desc())],
);

/** A number somebody typed and what we learnt of it; its token stands in URLs instead of the number. */
export const recipients = pgTable(
  "recipients",
  {
    id: id(),
    token: text("token").notNull(),
    number: text("number").notNull(),
    country: country("country").notNull(),
    operatorId: uuid("operator_id").references(() => operators.id),
    confidence: text("confidence").notNull(),
    prefixName: text("prefix_name"),
    /** Networks that were named for it, the likeliest first, with who named them. */
    candidates: jsonb("candidates")
      .$type<{ operatorId: string | null; name: string; said: string[] }[]>()
      .notNull()
      .default([]),
    /** Kinds of products that it does not take. */
    refuses: text("refuses").array().notNull().default([]),
    /** Somebody asked for a top-up to it: whoever answers does not see it whole. */
    masked: boolean("masked").notNull().default(false),
    /** The checkout it was typed for, or stands in; what is chosen for it goes there while that is open. */
    forCheckoutId: uuid("for_checkout_id"),
    /** The line it stands in there; null: a new one. */
    forLine: integer("for_line"),
    createdAt: at("created_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("recipients_token").on(table.token),
    index("recipients_number").on(table.number, table.createdAt.desc()),
  ],
);

/** Mid-market rates: units of `quote` per unit of `base`. */
export const fxRates = pgTable(
  "fx_rates",
  {
    base: currency("base").notNull(),
    quote: currency("quote").notNull(),
    rate: numeric("rate").notNull(),
    at: at("at").notNull().default(appNow),
  },
  (table) => [uniqueIndex("fx_rates_pair").on(table.base, table.quote)],
);
