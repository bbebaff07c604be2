/** An identifier as alerts have it: humps or underscores. */
const IDENTIFIER =
  /^(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Za-z]*[a-z0-9][A-Z][A-Za-z0-9]*|[A-Z]{2,}[a-z][A-Za-z0-9]*)$/
const MAX_IDENTIFIER = 200

/** Whether a name is written as alerts are: `DiskAlmostFull`, `disk_almost_full`. */
export function isIdentifier(name: string): boolean {
  return name.length <= MAX_IDENTIFIER && IDENTIFIER.test(name)
}

/** Its words: `KubeAPIDown` is `Kube`, `API`, `Down`. */
export function partsOf(identifier: string): readonly string[] {
  return identifier.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
}
