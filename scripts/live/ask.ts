/** What GitHub answered, refusals included. `data` is missing where it refused. */
export interface Answer<Data> {
  readonly status: number
  readonly data: Data | undefined
  readonly headers: Readonly<Record<string, unknown>>
  /** GitHub's words about a refusal; empty else. */
  readonly message: string
}

interface Success<Data> {
  readonly status: number
  readonly data: Data
  readonly headers: object
}

/** Asks GitHub and takes a refusal for an answer. Throws only when no answer came. */
export async function ask<Data>(request: Promise<Success<Data>>): Promise<Answer<Data>> {
  try {
    const { status, data, headers } = await request
    return { status, data, headers: { ...headers }, message: '' }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    return { data: undefined, ...refusal }
  }
}

/** The data of an answer that has to be there; throws with what GitHub said where it is not. */
export async function insist<Data>(what: string, request: Promise<Success<Data>>): Promise<Data> {
  const { status, data, message } = await ask(request)
  if (data === undefined) throw new Error(`${what}: GitHub answered ${status} ${message}`)
  return data
}

function refusalOf(error: unknown): Omit<Answer<never>, 'data'> | undefined {
  if (!(error instanceof Error) || !('response' in error) || !('status' in error)) return undefined
  const { response, status, message } = error
  if (typeof response !== 'object' || response === null || typeof status !== 'number') return undefined
  return { status, message, headers: { ...Reflect.get(response, 'headers') } }
}
