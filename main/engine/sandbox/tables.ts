declare module '../core/storage/tables.ts' {
  interface Tables {
    sandbox_messages: SandboxMessagesTable
  }
}

/** A message the sandbox's SMTP server took, as it came. */
export interface SandboxMessagesTable {
  /** UUIDv7: order of arrival. */
  id: string
  receivedAt: number
  envelopeFrom: string
  /** JSON array of the envelope's addresses. */
  recipients: string
  fromHeader: string
  subject: string
  messageId: string | null
  /** Bytes. */
  size: number
  attachments: number
  seen: number
  raw: Buffer
}
