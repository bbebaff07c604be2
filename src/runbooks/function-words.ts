/**
 * Words that carry grammar rather than meaning, in the languages most runbooks are written in. They only weigh less:
 * large corpora would find that out by counting, tiny ones cannot.
 */
const FUNCTION_WORDS = `
a about above after again all also an and any are as at be because been before being below between both but by can cannot
could did do does doing down during each few for from further had has have having he her here his how i if in into is
it its just may me more most must my no not of off on once one only or other our out over own same she should since so some
such than that the their them then there these they this those through to too under until up us very was we were what
when where which while who why will with would you your
aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer es für hat ich im in
ist kann mehr mit nach nicht noch nur oder sich sie sind über um und uns von vor war wenn werden wie wird wir zu zum zur
au aux avec ce ces cette dans de des du elle en est et être il ils la le les leur mais ne nous on ou par pas plus pour
que qui sa se ses son sont sur un une vous
con como de del el en es esta este la las los más no para pero por que se sin su un una
`

/**
 * Words that alerts, bots and forms put around what they say: severity, state, stage. They tell how bad it is, never
 * what is wrong, so they weigh next to nothing.
 */
const STATUS_WORDS = `
alert alertname alerts alarm annotations critical description firing fire incident inc info labels notification ok page paged pending prod problem production
resolved sev1 sev2 sev3 sev4 severity staging startsat state status summary triggered unknown warn warning
`

/** Japanese writes its grammar in hiragana, and what is meant mostly in the other scripts. */
const HIRAGANA = /\p{sc=Hiragana}/u

/** Whether a word, as people write it in lower case, is mere grammar. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word) || (word.length <= 2 && HIRAGANA.test(word))
}

/** Whether a word, as people write it in lower case, only tells state, stage or severity. */
export function isStatusWord(word: string): boolean {
  return statusWords.has(word)
}

const functionWords = setOf(FUNCTION_WORDS)
const statusWords = setOf(STATUS_WORDS)

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''))
}
