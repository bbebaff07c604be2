/** The server's time: every timestamp and the `Date` header come from here. Runs in real time until it is set. */
export class Clock {
  #frozenAt: number | null = null
  #offset = 0

  /** The current instant. */
  now(): Date {
    return new Date(this.#frozenAt ?? Date.now() + this.#offset)
  }

  /** Stops the clock at this instant; from then on only `advance` and `set` move it. */
  set(instant: Date | string | number): void {
    const time = new Date(instant).getTime()
    if (Number.isNaN(time)) throw new Error(`Not an instant: ${String(instant)}`)
    this.#frozenAt = time
  }

  /** Moves the clock forward by milliseconds, frozen or running. */
  advance(milliseconds: number): void {
    if (this.#frozenAt === null) this.#offset += milliseconds
    else this.#frozenAt += milliseconds
  }

  /** Keeps what the clock shows, and whether it runs; the function returned puts it back. */
  keep(): () => void {
    const [frozenAt, offset] = [this.#frozenAt, this.#offset]
    return () => {
      this.#frozenAt = frozenAt
      this.#offset = offset
    }
  }

  /** Lets the clock run on in real pace from the instant it shows. */
  run(): void {
    if (this.#frozenAt === null) return
    this.#offset = this.#frozenAt - Date.now()
    this.#frozenAt = null
  }
}

/** Writes an instant the way GitHub does: UTC, whole seconds. */
export function timestamp(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`
}
