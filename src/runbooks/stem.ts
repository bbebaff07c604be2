/**
 * Brings the plain inflections of a word together (`fails`, `failed`, `failing`): endings only, no dictionary, so that
 * it is harmless in languages that it does not know. Words of other alphabets stay as they are.
 */
export function stem(word: string): string {
  if (word.length < 4) return word
  return withoutVerbEnding(withoutPlural(word))
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

function withoutVerbEnding(word: string): string {
  const ending = word.endsWith('ing') ? 3 : word.endsWith('ed') ? 2 : 0
  const base = ending === 0 ? word : word.slice(0, -ending)
  if (ending > 0 && (base.length < 3 || !/[aeiouy]/.test(base))) return word
  const single = ending > 0 && /([bdfgklmnprt])\1$/.test(base) ? base.slice(0, -1) : base
  return single.length > 3 && single.endsWith('e') ? single.slice(0, -1) : single
}
