/** One gift card as Reloadly lists it: a brand in a country. Amounts are decimals of `currency`. */
export interface GiftCardProduct {
  id: number;
  name: string;
  brand: { id: number; name: string };
  category: { id: number; name: string };
  country: string;
  countryName: string;
  currency: string;
  /** Dollars for one unit of the card's currency. */
  rate: string;
  discountPercent: string;
  /** Dollars a card. */
  senderFee: string;
  senderFeePercent: string;
  /** Undefined for fixed amounts. */
  range: { min: string; max: string } | undefined;
  amounts: string[];
  userIdRequired: boolean;
  /** The code is a page to open. */
  link: boolean;
  /** Known a moment after the order only, as virtual cards are. */
  slow: boolean;
}

export const CATEGORIES = ["Gaming", "Music & Film", "Shopping", "Food", "Prepaid Cards", "Travel"].map(
  (name, index) => ({ id: index + 1, name }),
);
