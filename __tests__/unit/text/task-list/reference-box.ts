/** A box as another parser sees it, outside of quotes: its line, counted from 1, and whether it is ticked. */
export interface ReferenceBox {
  readonly line: number
  readonly checked: boolean
}
