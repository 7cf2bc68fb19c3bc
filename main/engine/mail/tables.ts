import type { EditedColumns } from '../core/storage/tables.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    mail_accounts: MailAccountsTable
  }
}

export interface MailAccountsTable extends EditedColumns {
  id: string
  name: string
  kind: 'smtp' | 'sandbox'
  enabled: number
  /** Order of preference: lower goes first. */
  position: number
  fromName: string
  fromAddress: string
  replyTo: string | null
  /** Lower-case domain of `fromAddress`, in ASCII: what the daily limits and the reputation belong to. */
  sendingDomain: string
  /** Null for the sandbox, whose server has another port at each start. */
  host: string | null
  port: number | null
  tls: 'implicit' | 'starttls' | 'none'
  verifyCertificate: number
  user: string | null
  connections: number
  messagesPerConnection: number
  messagesPerMinute: number | null
  dailyLimit: number | null
  lastSuccessAt: number | null
  lastErrorAt: number | null
  /** Fault code or class of refusal, the key `mail:fault.<reason>` of its sentence. */
  lastErrorReason: string | null
  /** The server's or system's own words. */
  lastErrorText: string | null
}
