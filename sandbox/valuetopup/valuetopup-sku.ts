/** `categoryId` of the products call; there is no 3. */
export const CATEGORIES = { Pin: 1, Rtr: 2, BillPay: 4, Sim: 5, GiftCard: 6, eSim: 7 } as const;
export type Category = keyof typeof CATEGORIES;

/** One product as ValueTopup lists it. */
export interface Product {
  productId: number;
  productName: string;
  category: Category;
  subCategory: string;
  description: string;
  country: string;
  operatorId: number;
  operatorName: string;
  /** The network in the world file; null for bills, eSIMs and gift cards. */
  worldKey: string | null;
  /** Its offers depend on the recipient and come from the bundles call. */
  perNumber: boolean;
}

/** One SKU. Amounts are decimal texts. */
export interface Sku {
  skuId: number;
  skuName: string;
  product: Product;
  faceCurrency: string;
  /** Face value; equal where the denomination is fixed. */
  min: string;
  max: string;
  /** Face value units for one US dollar. */
  rate: string;
  deliveryCurrency: string;
  /** Delivered units for one of face value, before tax. */
  deliveryRate: string;
  discountPercent: string;
  salesTaxPercent: string;
  /** US dollars a transaction. */
  fee: string;
  benefitType: string;
  validity: string;
  description: string;
  additionalInformation: string;
  allowDecimal: boolean;
  /** Names that must be among `additionalInfos`, or be fields of the request. */
  wants: string[];
  /** Digits of the dialling code, and how many follow. */
  dialling: { codes: string[]; length: number };
}
