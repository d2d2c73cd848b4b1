import GiftCountryPage, { generateMetadata as describe } from "../../../../gift-cards/[country]/page";
import { unasked } from "../../../../unasked";

export const revalidate = 60;
/** Each is made when somebody first comes. */
export const generateStaticParams = () => [];
export const generateMetadata = unasked(describe);

export default unasked(GiftCountryPage);
