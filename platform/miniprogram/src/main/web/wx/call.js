/** A function of `wx` in both of its forms: with callbacks, or as a promise when there are none. */
export function call(name, act) {
  return (options = {}) => {
    const given = options || {}
    const asked = typeof given.success === 'function' || typeof given.fail === 'function' || typeof given.complete === 'function'
    const result = new Promise((done) => done(act(given))).then(
      (answer) => {
        const full = { errMsg: name + ':ok', ...(answer || {}) }
        if (given.success) given.success(full)
        if (given.complete) given.complete(full)
        return full
      },
      (error) => {
        const message = (error && (error.message || error.errMsg)) || String(error || '')
        const full = { errMsg: name + ':fail' + (message ? ' ' + message : ''), ...(error && error.errno ? { errno: error.errno } : {}) }
        if (given.fail) given.fail(full)
        if (given.complete) given.complete(full)
        if (!asked) throw full
        if (!given.fail && !given.complete) console.warn(full.errMsg)
        return full
      },
    )
    return asked ? undefined : result
  }
}
