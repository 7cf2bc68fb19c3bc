/** A reply of an SMTP server in parts. */
export interface SmtpReply {
  /** Three digits (RFC 5321 §4.2), 0 when the server did not send any. */
  code: number
  /** Enhanced status code (RFC 3463) such as `5.1.1`. */
  enhanced: string | null
  /** The words of all lines, without the codes. */
  text: string
}

/** Reads a reply of one or more lines; every line repeats the codes and only the words differ. */
export function parseReply(response: string): SmtpReply {
  let code = 0
  let enhanced: string | null = null
  const words: string[] = []
  for (const line of response.split(/\r?\n/)) {
    const parts = /^(?:(\d{3})(?:[ -]|$))?(?:([245]\.\d{1,3}\.\d{1,3})(?:\s+|$))?(.*)$/.exec(line)
    if (!parts) continue
    if (code === 0 && parts[1]) code = Number(parts[1])
    enhanced ??= parts[2] ?? null
    if (parts[3]) words.push(parts[3].trim())
  }
  return { code, enhanced, text: words.join(' ') }
}

/**
 * What a refusal means for the address, the lane and the sender (campaigns.md, "Bounces"):
 * hard = the address is dead; mailbox_soft = this mailbox, for now; throttle = slow down, no bounce;
 * reputation = they refuse us, not the address; auth = our set-up; content = this message;
 * infrastructure = their machines.
 */
export const replyClasses = [
  'hard',
  'mailbox_soft',
  'throttle',
  'reputation',
  'auth',
  'content',
  'infrastructure',
] as const
export type ReplyClass = (typeof replyClasses)[number]

interface ReplyRule {
  class: ReplyClass
  /** Every condition that is given has to hold. */
  codes?: readonly number[]
  enhanced?: RegExp
  text?: RegExp
}

/**
 * First match wins. Words come before codes, because large providers answer 5.1.1 and 5.7.1 for
 * reasons of their own; the Yahoo TS and Microsoft S31xx marks are those providers' documented ones.
 */
export const replyRules: readonly ReplyRule[] = [
  {
    class: 'throttle',
    text: /rate.?limit|too many (messages|connections)|throttl|\[TS0[1-4]\]|try again later.*rate/i,
  },
  { class: 'auth', enhanced: /^[45]\.7\.(25|26|29|32|515|8|9)$/ },
  { class: 'auth', text: /\b(SPF|DKIM|DMARC)\b|reverse dns|PTR record/i },
  {
    class: 'reputation',
    codes: [550, 553, 554, 421, 451, 571],
    text: /S3140|S3150|block(ed|list)|blacklist|spamhaus|spam|reputation|unsolicited|banned/i,
  },
  {
    class: 'mailbox_soft',
    text: /mailbox (is )?full|over ?quota|quota exceeded|insufficient (system )?storage/i,
  },
  { class: 'hard', enhanced: /^5\.(1\.(1|2|3|6|10)|2\.1|7\.17|7\.18)$/ },
  { class: 'mailbox_soft', enhanced: /^[45]\.2\.2$/ },
  { class: 'throttle', codes: [450], enhanced: /^4\.2\.1$/ },
  { class: 'mailbox_soft', enhanced: /^4\.2\.1$/ },
  { class: 'throttle', enhanced: /^4\.7\.(28|650)$/ },
  { class: 'content', enhanced: /^[45]\.(3\.4|6\.\d{1,3}|2\.3)$/ },
  { class: 'infrastructure', enhanced: /^(4\.[34]\.\d{1,3}|5\.4\.(4|7))$/ },
  { class: 'reputation', codes: [550, 554], enhanced: /^5\.7\.1$/ },
  { class: 'auth', codes: [530, 534, 535, 538] },
  { class: 'throttle', codes: [421] },
  { class: 'content', codes: [552], text: /size|large/i },
  {
    class: 'hard',
    codes: [550, 551, 553],
    text: /(user|recipient|mailbox|address|account).{0,30}(unknown|not (found|exist)|invalid|no longer)|(no such|unknown|does not exist).{0,30}(user|recipient|mailbox|address|account)|does not exist/i,
  },
]

/** The class of a refusal (a reply of 400 and above). An unknown 5xx is soft, an unknown 4xx is retried. */
export function classifyReply(reply: SmtpReply): ReplyClass {
  const rule = replyRules.find(
    (candidate) =>
      (!candidate.codes || candidate.codes.includes(reply.code)) &&
      (!candidate.enhanced || (reply.enhanced !== null && candidate.enhanced.test(reply.enhanced))) &&
      (!candidate.text || candidate.text.test(reply.text)),
  )
  if (rule) return rule.class
  return reply.code >= 500 ? 'mailbox_soft' : 'infrastructure'
}

/** Whether the same message may be taken later: RFC 5321 §4.2.1, with 503 meaning a confused session. */
export function isTemporary(code: number): boolean {
  return (code >= 400 && code < 500) || code === 503
}
