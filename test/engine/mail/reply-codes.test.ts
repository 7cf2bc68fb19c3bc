import { describe, expect, test } from 'vitest'
import { classifyReply, parseReply, type ReplyClass } from '../../../main/engine/mail/reply-codes.ts'

describe('a reply', () => {
  test('of several lines gives its codes once and all its words', () => {
    expect(
      parseReply(
        '550-5.1.1 The email account\r\n550-5.1.1 that you tried to reach\n550 5.1.1 does not exist.',
      ),
    ).toEqual({
      code: 550,
      enhanced: '5.1.1',
      text: 'The email account that you tried to reach does not exist.',
    })
  })

  test('without enhanced code, without words or without code is read as far as it goes', () => {
    expect(parseReply('250 Ok')).toEqual({ code: 250, enhanced: null, text: 'Ok' })
    expect(parseReply('250')).toEqual({ code: 250, enhanced: null, text: '' })
    expect(parseReply('')).toEqual({ code: 0, enhanced: null, text: '' })
    expect(parseReply('5501 odd')).toEqual({ code: 0, enhanced: null, text: '5501 odd' })
  })
})

const replies: [string, ReplyClass][] = [
  ['550 5.1.1 No such user here', 'hard'],
  ['550 5.1.10 Recipient address rejected: null MX', 'hard'],
  ['550 User unknown', 'hard'],
  ['452 4.2.2 Mailbox full', 'mailbox_soft'],
  ['552 5.2.2 Over quota', 'mailbox_soft'],
  ['450 4.2.1 The user you are trying to contact is receiving mail too quickly', 'throttle'],
  ['421 4.7.28 Unusual rate of mail', 'throttle'],
  ['421 4.7.0 [TS01] Messages temporarily deferred', 'throttle'],
  ['550 5.7.1 Our IP was blocked using Spamhaus', 'reputation'],
  ['550 5.7.1 Service unavailable; S3150', 'reputation'],
  ['550 5.1.1 Blocked because of spam', 'reputation'],
  ['550 5.7.26 This mail is unauthenticated', 'auth'],
  ['550 5.7.515 Access denied', 'auth'],
  ['535 5.7.8 Authentication credentials invalid', 'auth'],
  ['552 5.3.4 Message size exceeds limit', 'content'],
  ['554 5.6.0 Invalid content', 'content'],
  ['451 4.3.0 Mail server temporarily rejected', 'infrastructure'],
  ['451 4.4.1 Connection timed out', 'infrastructure'],
  ['554 Something new', 'mailbox_soft'],
  ['450 Something new', 'infrastructure'],
]

describe('the class of a refusal', () => {
  for (const [reply, expected] of replies) {
    test(`"${reply}" is ${expected}`, () => {
      expect(classifyReply(parseReply(reply))).toBe(expected)
    })
  }
})
