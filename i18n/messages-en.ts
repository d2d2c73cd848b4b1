import admin from "@/messages/en/admin.json";
import bills from "@/messages/en/bills.json";
import catalog from "@/messages/en/catalog.json";
import checkout from "@/messages/en/checkout.json";
import common from "@/messages/en/common.json";
import delivery from "@/messages/en/delivery.json";
import failures from "@/messages/en/failures.json";
import find from "@/messages/en/find.json";
import fields from "@/messages/en/fields.json";
import goods from "@/messages/en/goods.json";
import mail from "@/messages/en/mail.json";
import orders from "@/messages/en/orders.json";
import product from "@/messages/en/product.json";
import proof from "@/messages/en/proof.json";
import request from "@/messages/en/request.json";
import shop from "@/messages/en/shop.json";
import staffCases from "@/messages/en/staff-cases.json";
import staffNumbers from "@/messages/en/staff-numbers.json";
import staffPrices from "@/messages/en/staff-prices.json";
import staffSupply from "@/messages/en/staff-supply.json";
import staffTeam from "@/messages/en/staff-team.json";

const messages = {
  admin,
  bills,
  catalog,
  checkout,
  common,
  delivery,
  failures,
  fields,
  find,
  goods,
  mail,
  orders,
  product,
  proof,
  request,
  shop,
  "staff-cases": staffCases,
  "staff-numbers": staffNumbers,
  "staff-prices": staffPrices,
  "staff-supply": staffSupply,
  "staff-team": staffTeam,
};

export type Messages = typeof messages;

export default messages;
