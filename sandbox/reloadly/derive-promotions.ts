import { chanceBy, hashText } from "../world/hash-text";
import type { ReloadlyOperator } from "./reloadly-operator";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const OFFERS = [
  "Double data",
  "Bonus 50%",
  "Triple credit",
  "Free social media for 3 days",
  "Extra 100 minutes",
];

/** What it says in the languages it has beside English: the offers in their order, and the words around them. */
const LANGUAGES: Record<string, { offers: string[]; every: string; valid: string }> = {
  es: {
    offers: [
      "Datos dobles",
      "Bono del 50%",
      "Saldo triple",
      "Redes sociales gratis por 3 días",
      "100 minutos extra",
    ],
    every: "en cada recarga de",
    valid: "Válido 7 días",
  },
  fr: {
    offers: [
      "Données doublées",
      "Bonus de 50 %",
      "Crédit triplé",
      "Réseaux sociaux gratuits 3 jours",
      "100 minutes en plus",
    ],
    every: "sur chaque recharge",
    valid: "Valable 7 jours",
  },
};

const ENGLISH = { offers: OFFERS, every: "on every top-up with", valid: "Valid 7 days" };

export interface Promotion {
  id: number;
  operatorId: number;
  country: string;
  json: Record<string, unknown>;
}

/**
 * Promotions that run in the week of `now`: about every twelfth airtime operator has one.
 * @param language as `languageCode` names it; one it does not have is answered in English
 */
export function derivePromotions(operators: ReloadlyOperator[], now: number, language = "en"): Promotion[] {
  const week = Math.floor(now / WEEK);
  return operators
    .filter((operator) => operator.kind === "airtime" && chanceBy(`promotion ${operator.id} ${week}`, 8))
    .map((operator) =>
      describePromotion(operator, week, LANGUAGES[language.slice(0, 2).toLowerCase()] ?? ENGLISH),
    );
}

function describePromotion(operator: ReloadlyOperator, week: number, words: typeof ENGLISH): Promotion {
  const pick = hashText(`offer ${operator.id} ${week}`);
  const start = week * WEEK + (pick % 3) * DAY;
  const end = start + 5 * DAY - 60_000;
  const offer = words.offers[pick % OFFERS.length] ?? "Bonus";
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const id = operator.id * 10 + (week % 10);
  return {
    id,
    operatorId: operator.id,
    country: operator.country,
    json: {
      id,
      promotionId: id,
      operatorId: operator.id,
      title: `${operator.name} ${day(start)} – ${day(end)}`,
      title2: offer,
      description: `<p><strong>${offer}</strong> ${words.every} ${operator.name.replaceAll("&", "&amp;")}.</p><ul><li>${words.valid}</li></ul>`,
      startDate: `${day(start)}T00:00:00Z`,
      endDate: new Date(end).toISOString().replace(".000Z", "Z"),
      denominations: "USD 5 and up",
      localDenominations: null,
    },
  };
}
