import admin from "@/messages/en/admin.json";
import catalog from "@/messages/en/catalog.json";
import checkout from "@/messages/en/checkout.json";
import common from "@/messages/en/common.json";
import failures from "@/messages/en/failures.json";
import mail from "@/messages/en/mail.json";
import orders from "@/messages/en/orders.json";
import shop from "@/messages/en/shop.json";

const messages = { admin, catalog, checkout, common, failures, mail, orders, shop };

export type Messages = typeof messages;

export default messages;
