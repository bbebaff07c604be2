/** The repository that is asked: part of every address. */
export interface Place {
  readonly owner: string
  readonly name: string
}

/** The two path parameters that nearly every endpoint takes. */
export function inPlace(where: Place): { readonly owner: string; readonly repo: string } {
  return { owner: where.owner, repo: where.name }
}
