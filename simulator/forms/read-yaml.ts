import { type Document, isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments } from 'yaml'

/** A value of a YAML file. Maps keep their keys as they are written, so that `on` stays `on`. */
export type Value = string | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>

/** What a YAML file holds, or why it cannot be read. */
export type YamlReading =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'broken'; readonly message: string }

/** Reads the first document of a file by YAML 1.1, as GitHub does: `yes`, `off` and their kin are booleans. */
export function readYaml(text: string): YamlReading {
  const documents = parseAllDocuments(text, { version: '1.1', uniqueKeys: false, prettyErrors: false })
  const document: Document.Parsed | undefined = Array.isArray(documents) ? documents[0] : undefined
  const error = document?.errors[0]
  if (error) return { kind: 'broken', message: error.message }
  return { kind: 'value', value: document ? toValue(document.contents, document) : null }
}

function toValue(node: ParsedNode | null, document: Document.Parsed): Value {
  if (isMap(node)) {
    return new Map(
      node.items.map(({ key, value }) => [
        isScalar(key) ? (key.source ?? String(key.value)) : String(key),
        toValue(value, document),
      ]),
    )
  }
  if (isSeq(node)) return node.items.map((item) => toValue(item, document))
  const value: unknown = node?.toJS(document)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
