export { createMailer, type Mailer } from "./create-mailer";
export {
  dropMail,
  lockMail,
  noteMailFailed,
  noteMailSent,
  readMail,
  reopenMail,
  type MailRow,
} from "./outbox";
export type { MailBody } from "./render-layout";
export { renderOrderMail, type OrderMail } from "./render-order-mail";
export { renderAlertMail } from "./render-alert-mail";
export { renderInviteMail } from "./render-invite-mail";
export { renderGiftMail, type GiftMail } from "./render-gift-mail";
export { isStaffSample, MAIL_SAMPLES, renderSample, type MailSample } from "./render-sample";
export { renderSignInMail } from "./render-sign-in-mail";
export { writeMail, type MailDraft, type MailTemplate } from "./write-mail";
