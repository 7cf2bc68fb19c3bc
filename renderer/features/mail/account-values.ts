import type { MailAccount, MailAccountInput, TlsMode } from '../../../shared/contract/mail.ts'

/** What the form holds: numbers that may be empty are text until they are sent. */
export interface AccountValues {
  name: string
  enabled: boolean
  fromName: string
  fromAddress: string
  replyTo: string
  host: string
  port: number | ''
  tls: TlsMode
  verifyCertificate: boolean
  user: string
  password: string
  removePassword: boolean
  connections: number | ''
  messagesPerConnection: number | ''
  messagesPerMinute: number | ''
  dailyLimit: number | ''
}

/** The usual port of each kind of encryption. */
export const usualPorts: Record<TlsMode, number> = { starttls: 587, implicit: 465, none: 25 }

export function valuesOf(account: MailAccount | undefined, fromName: string): AccountValues {
  return {
    name: account?.name ?? '',
    enabled: account?.enabled ?? true,
    fromName: account?.fromName ?? fromName,
    fromAddress: account?.fromAddress ?? '',
    replyTo: account?.replyTo ?? '',
    host: account?.host ?? '',
    port: account?.port ?? usualPorts.starttls,
    tls: account?.tls ?? 'starttls',
    verifyCertificate: account?.verifyCertificate ?? true,
    user: account?.user ?? '',
    password: '',
    removePassword: false,
    connections: account?.connections ?? 4,
    messagesPerConnection: account?.messagesPerConnection ?? 100,
    messagesPerMinute: account?.messagesPerMinute ?? '',
    dailyLimit: account?.dailyLimit ?? '',
  }
}

/** As the contract takes it: an untouched password is left out, an emptied one is null. */
export function asInput(values: AccountValues): MailAccountInput {
  const { password, removePassword, replyTo, host, user, ...rest } = values
  return {
    ...rest,
    replyTo: orNull(replyTo),
    host: orNull(host),
    user: orNull(user),
    port: rest.port === '' ? null : rest.port,
    connections: rest.connections === '' ? 1 : rest.connections,
    messagesPerConnection: rest.messagesPerConnection === '' ? 100 : rest.messagesPerConnection,
    messagesPerMinute: rest.messagesPerMinute === '' ? null : rest.messagesPerMinute,
    dailyLimit: rest.dailyLimit === '' ? null : rest.dailyLimit,
    ...(removePassword ? { password: null } : password === '' ? {} : { password }),
  }
}

/** An account as it stands, to change one thing of it. */
export function inputOf(account: MailAccount): MailAccountInput {
  return asInput(valuesOf(account, account.fromName))
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
