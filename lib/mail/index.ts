export { createMailer, type Mailer } from "./create-mailer";
export { dropMail, noteMailFailed, noteMailSent, readMail, type MailRow } from "./outbox";
export type { MailBody } from "./render-layout";
export { renderOrderMail, renderStaffMail, type OrderMail } from "./render-order-mail";
export { renderBreaksMail, type BreaksMail } from "./render-breaks-mail";
export { renderInviteMail } from "./render-invite-mail";
export { renderRuleMail } from "./render-rule-mail";
export { renderSignInMail } from "./render-sign-in-mail";
export { writeMail, type MailDraft, type MailTemplate } from "./write-mail";
