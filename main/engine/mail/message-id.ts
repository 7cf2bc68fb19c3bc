/** Marks an identifier as one of ours, so that a bounce that quotes it leads back to its row. */
const prefix = 'd.'

/**
 * The Message-ID of a ledger row: the same row always gives the same identifier, so a message
 * that was sent again by a person's choice can be recognised as the same one.
 * @param rowId UUID of the row; @param domain domain of the sender
 */
export function messageIdFor(rowId: string, domain: string): string {
  if (!/^[\w-]{1,64}$/.test(rowId) || !/^[a-z0-9.-]{1,253}$/i.test(domain)) {
    throw new Error(`No Message-ID can be made of ${JSON.stringify([rowId, domain])}`)
  }
  return `<${prefix}${rowId}@${domain.toLowerCase()}>`
}

/** The ledger row a Message-ID was made for, null when it is not ours. */
export function rowOfMessageId(messageId: string): string | null {
  return /^<?d\.([\w-]{1,64})@[a-z0-9.-]+>?$/i.exec(messageId.trim())?.[1] ?? null
}
