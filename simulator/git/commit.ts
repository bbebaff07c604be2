/** Who wrote or committed something, and when (whole seconds). */
export interface Identity {
  readonly name: string
  readonly email: string
  readonly date: Date
}

/** What a new commit consists of; `signature` is an armoured block, or null. */
export interface CommitContent {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Identity
  readonly committer: Identity
  readonly message: string
  readonly signature: string | null
}

/** A commit as it is stored; `payload` is what its signature covers. */
export interface Commit extends CommitContent {
  readonly oid: string
  readonly payload: string
}

/** An annotated tag. */
export interface AnnotatedTag {
  readonly oid: string
  readonly object: string
  readonly type: string
  readonly tag: string
  readonly tagger: Identity
  readonly message: string
}

/** Writes git's form of a commit. */
export function encodeCommit(content: CommitContent): Buffer {
  const { signature } = content
  const headers = [
    `tree ${content.tree}`,
    ...content.parents.map((parent) => `parent ${parent}`),
    `author ${encodeIdentity(content.author)}`,
    `committer ${encodeIdentity(content.committer)}`,
    ...(signature ? [`gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}\n `] : []),
  ]
  return Buffer.from(`${headers.join('\n')}\n\n${content.message}`)
}

/** Reads git's form of a commit. */
export function decodeCommit(oid: string, data: Buffer): Commit {
  const { headers, text } = splitObject(data)
  const signature = /(?:^|\n)gpgsig ((?:.*)(?:\n .*)*)/.exec(headers)?.[1]?.replaceAll('\n ', '\n') ?? null
  return {
    oid,
    tree: headerOf(headers, 'tree'),
    parents: [...headers.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] ?? ''),
    author: decodeIdentity(headerOf(headers, 'author')),
    committer: decodeIdentity(headerOf(headers, 'committer')),
    message: text.replace(/\n+$/, ''),
    signature,
    payload: `${headers.replace(/\ngpgsig .*(\n .*)*/, '')}\n\n${text}`,
  }
}

/** Writes git's form of an annotated tag. */
export function encodeTag(tag: Omit<AnnotatedTag, 'oid'>): Buffer {
  const headers = [`object ${tag.object}`, `type ${tag.type}`, `tag ${tag.tag}`, `tagger ${encodeIdentity(tag.tagger)}`]
  return Buffer.from(`${headers.join('\n')}\n\n${tag.message}`)
}

/** Reads git's form of an annotated tag. */
export function decodeTag(oid: string, data: Buffer): AnnotatedTag {
  const { headers, text } = splitObject(data)
  return {
    oid,
    object: headerOf(headers, 'object'),
    type: headerOf(headers, 'type'),
    tag: headerOf(headers, 'tag'),
    tagger: decodeIdentity(headerOf(headers, 'tagger')),
    message: text.replace(/\n+$/, ''),
  }
}

function splitObject(data: Buffer): { readonly headers: string; readonly text: string } {
  const whole = data.toString('utf8')
  const end = whole.indexOf('\n\n')
  return end === -1 ? { headers: whole, text: '' } : { headers: whole.slice(0, end), text: whole.slice(end + 2) }
}

function headerOf(headers: string, name: string): string {
  return new RegExp(`^${name} (.*)$`, 'm').exec(headers)?.[1] ?? ''
}

/** Angle brackets and line breaks would end the field, so git drops them, and so do we. */
function encodeIdentity({ name, email, date }: Identity): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim()
  return `${clean(name)} <${clean(email)}> ${Math.floor(date.getTime() / 1000)} +0000`
}

function decodeIdentity(text: string): Identity {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*?)> (\d+)/.exec(text) ?? []
  return { name, email, date: new Date(Number(seconds) * 1000) }
}
