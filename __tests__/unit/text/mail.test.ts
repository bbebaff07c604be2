import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isByMail, readAcknowledgeWord } from '../../../src/text/mail.ts'
import { fillWith, hostilePieces, measure } from './time-budget.ts'

/** What a mail program puts below the words, after a blank line or without one. */
const gmail =
  'On Fri, Nov 20, 2026 at 4:13 AM github-actions[bot] <***@***.***>\r\nwrote:\r\n\r\n> **SEV1** · Payments fail\r\n> —\r\n> Reply to this email directly, view it on GitHub\r\n'
const outlook =
  '________________________________\r\nFrom: github-actions[bot] <***@***.***>\r\nSent: Friday, November 20, 2026 4:13 AM\r\nTo: acme/shop <***@***.***>\r\nSubject: Re: [acme/shop] Payments fail (Issue #7)\r\n\r\n@ann please look. Somebody on it?\r\n'
const outlookClassic =
  '-----Original Message-----\r\nFrom: github-actions[bot] <***@***.***>\r\nSubject: Re: Payments fail\r\n\r\n@ann'
const appleMail =
  '> On 20. Nov 2026, at 04:13, github-actions[bot] ***@***.***> wrote:\r\n> \r\n> **SEV1** · Payments fail\r\n'
const appleMailUnquoted = 'On 20 Nov 2026, at 04:13, github-actions[bot] <***@***.***> wrote:\r\n\r\n**SEV1**'
const german = 'Am 20.11.2026 um 04:13 schrieb github-actions[bot] <***@***.***>:\r\n\r\n> **SEV1**'
const french = 'Le ven. 20 nov. 2026 à 04:13, github-actions[bot] <***@***.***> a écrit :\r\n\r\n> **SEV1**'

describe('a comment came by mail', () => {
  const fragment = '<div class="email-fragment">On it</div>'
  const toggle = '<span class="email-hidden-toggle"><a href="#">…</a></span>'
  test.each([
    ['the words alone', fragment],
    [
      'words and a hidden quote',
      `${fragment}\n${toggle}<div class="email-hidden-reply">\n<div class="email-quoted-reply">SEV1</div>\n</div>`,
    ],
    ['a quote alone', '<div class="email-quoted-reply">SEV1</div>'],
    ['a hidden part alone', '<div class="email-hidden-reply">x</div>'],
    ['a signature alone', '<div class="email-signature-reply">Ann</div>'],
    ['another class beside it', '<div dir="auto" class="x email-fragment y">On it</div>'],
    ['mentions in it', `<p></p>${fragment.replace('On it', '<a class="user-mention" href="/ann">@ann</a> on it')}`],
  ])('where GitHub renders it with %s', (_case, html) => expect(isByMail(html)).toBe(true))

  test.each([
    ['nothing rendered', ''],
    ['a paragraph', '<p dir="auto">On it</p>'],
    ['words that look like it', '<p>email-fragment</p><p>class email-quoted-reply</p>'],
    ['another class', '<p class="emailfragment my-email"></p><a class="email-hidden-toggle"></a>'],
    ['a mention', '<p><a class="user-mention" href="/email-fragment">@email-fragment</a></p>'],
    ['code that a person typed', '<pre><code>class="x"</code></pre>'],
    ['another attribute', '<p data-class="y" id="email-fragment">x</p>'],
  ])('not where GitHub renders it with %s', (_case, html) => expect(isByMail(html)).toBe(false))
})

describe('a reply acknowledges by a word', () => {
  const words = [
    'ack',
    'acked',
    'acknowledged',
    'on it',
    "i'm on it",
    'im on it',
    'i am on it',
    'looking',
    "i'm looking",
    'looking into it',
    'taking it',
    "i'm taking it",
    'joining',
  ]

  test.each(words)('%s', (word) => {
    const titled = `${word[0]?.toUpperCase()}${word.slice(1)}`
    for (const said of [word, word.toUpperCase(), `${titled}.`, `  ${word} !  `, `${word} 👍`, `\r\n\r\n${word}\r\n`])
      expect([said, readAcknowledgeWord(said)]).toEqual([said, word])
  })

  test('typed with a phone’s apostrophe, or over two lines', () => {
    expect(readAcknowledgeWord('I’m on it')).toBe("i'm on it")
    expect(readAcknowledgeWord('looking\r\ninto it')).toBe('looking into it')
  })

  test.each([
    ['Outlook', outlook],
    ['the old Outlook', outlookClassic],
    ['Apple Mail', appleMail],
    ['Apple Mail, whose quote lost its signs', appleMailUnquoted],
    ['a German program', german],
    ['a French program', french],
    ['a signature', '-- \r\nAnn Example\r\nOn it, always'],
    ['a phone', 'Sent from my iPhone'],
    ['Outlook on a phone', 'Get Outlook for iOS<https://aka.ms/x>'],
    ['a German phone', 'Gesendet von meinem iPhone'],
  ])('above what %s adds, with or without a blank line between', (_case, below) => {
    expect(readAcknowledgeWord(`On it\r\n\r\n${below}`)).toBe('on it')
    expect(readAcknowledgeWord(`On it\r\n${below}`)).toBe('on it')
  })

  test('above what Gmail adds: a blank line, and a header that it breaks in two', () => {
    expect(readAcknowledgeWord(`On it\r\n\r\n${gmail}`)).toBe('on it')
    const unbroken = gmail.replace('\r\nwrote', ' wrote')
    expect(readAcknowledgeWord(`On it\r\n${unbroken}`)).toBe('on it')
  })

  test.each([
    ['nothing', ''],
    ['blank lines', '\r\n \r\n'],
    ['a quote alone', `> on it\r\n${gmail}`],
    ['a quote alone, introduced', gmail],
    ['a signature alone', '-- \r\nlooking'],
    ['a no with the word', 'not on it'],
    ['a sentence with the word', 'I am out of office and not on it'],
    ['the word and more', 'on it tomorrow'],
    ['the word in a list', '- on it'],
    ['a question', 'on it?'],
    ['the word twice', 'ack ack'],
    ['a word that begins like it', 'acknowledgement'],
    ['out of office', 'I am out of the office until Monday, 23 November.\r\n\r\nIn urgent cases please call Bob.'],
    ['out of office in German', 'Ich bin bis 23.11. nicht im Büro.\r\n\r\nack'],
    ['out of office with the word as its subject', 'Automatic reply: looking\r\n\r\nI am away.'],
    ['words of an object', 'constructor'],
    ['a thank you', 'Thanks!'],
  ])('not by %s', (_case, body) => expect(readAcknowledgeWord(body)).toBeUndefined())

  test('in its first paragraph; what follows in the next is a remark', () => {
    expect(readAcknowledgeWord('on it\r\n\r\nrestarting the pool now')).toBe('on it')
    expect(readAcknowledgeWord('restarting the pool now\r\n\r\non it')).toBeUndefined()
  })

  test('by none where another word stands beside it', () => {
    const other = fc.stringMatching(/^[a-z]{2,12}$/).filter((one) => !words.some((word) => word.includes(one)))
    fc.assert(
      fc.property(fc.constantFrom(...words), other, fc.boolean(), (word, more, first) => {
        expect(readAcknowledgeWord(first ? `${more} ${word}` : `${word} ${more}`)).toBeUndefined()
      }),
    )
  })

  test('is found in bounded time in any body', () => {
    for (const piece of hostilePieces) {
      expect([piece, measure(() => readAcknowledgeWord(fillWith(piece))) < 500]).toEqual([piece, true])
      expect([piece, measure(() => isByMail(fillWith(piece))) < 500]).toEqual([piece, true])
    }
    for (const html of ['class="', 'class="email-', ' class="a '])
      expect(measure(() => isByMail(fillWith(html))) < 500).toBe(true)
  })
})
