/** What went wrong in the pages' code: kept for tests, written to the console, and never the end of the shop. */
export class Problems {
  constructor() {
    this.seen = []
    this.hints = []
    this.show = () => {}
  }

  note(where, error) {
    const text = where + ': ' + ((error && (error.stack || error.message || error.errMsg)) || error)
    this.seen.push(text)
    console.error(text)
  }

  /** What an author may want to know: kept for whoever asks, `wanpu.hints` in the console. */
  hint(text) {
    if (this.hints.length < 200) this.hints.push(text)
  }

  /** Calls into a page's code. */
  guard(where, call) {
    try {
      return call()
    } catch (error) {
      this.note(where, error)
      return undefined
    }
  }
}
