/** The part of CommonMark's own implementation that the tests use; the package brings no types. */
declare module 'commonmark' {
  export interface Node {
    readonly type: string
    readonly parent: Node | null
    readonly prev: Node | null
    /** Line and column of its first and of its last character, counted from 1. */
    readonly sourcepos: readonly [readonly [number, number], readonly [number, number]]
    /** The text of a leaf, `null` of a node that holds others. */
    readonly literal: string | null
    walker(): { next(): { readonly node: Node; readonly entering: boolean } | null }
  }
  export class Parser {
    parse(markdown: string): Node
  }
  export class HtmlRenderer {
    render(document: Node): string
  }
}
