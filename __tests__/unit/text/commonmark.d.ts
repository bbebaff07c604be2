/** The part of CommonMark's own implementation that the tests use; the package brings no types. */
declare module 'commonmark' {
  export class Parser {
    parse(markdown: string): object
  }
  export class HtmlRenderer {
    render(document: object): string
  }
}
