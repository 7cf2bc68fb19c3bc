import type { EmailKind, EmailStatus } from '../../../shared/contract/emails.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    emails: EmailsTable
  }
}

/** One single message (test, notification, resend): its content and the ledger of its delivery. */
export interface EmailsTable {
  id: string
  kind: EmailKind
  status: EmailStatus
  /** The account chosen when it was written. */
  accountId: string
  /** The account that took it, when another had to step in. */
  sentBy: string | null
  fromName: string
  fromAddress: string
  replyTo: string | null
  /** JSON arrays of `{ name?, address }`. */
  recipients: string
  cc: string
  bcc: string
  /** Lower-case addresses, names and subject: what the search looks through. */
  searchText: string
  subject: string
  html: string | null
  text: string
  /** JSON of the pictures that travel with the HTML, null without any. */
  inline: string | null
  templateId: string | null
  templateVersion: number | null
  clientId: string | null
  resendOf: string | null
  messageId: string
  attempts: number
  nextAttemptAt: number | null
  errorReason: string | null
  errorText: string | null
  openedAt: number | null
  acceptedAt: number | null
  createdAt: number
  createdBy: string | null
  updatedAt: number
}
