// Starts a shop whose first page has been painted by the server: the runtime waits until that is seen, and for pictures that
// are nearly there, as it keeps the browser busy for a moment.
const SOON = 500

const own = document.currentScript

// a frame has been drawn when the next but one begins; drawing pictures takes all that a phone has
const drawn = () =>
  new Promise((done) => {
    let frames = 3
    const next = () => (frames-- ? requestAnimationFrame(next) : setTimeout(done))
    setTimeout(done, SOON)
    if (document.hidden) done()
    else next()
  })

const pictures = () => [...document.querySelectorAll('.mp-first img:not([loading=lazy])')].filter((each) => !each.complete)

const shown = () =>
  new Promise((done) => {
    const left = pictures()
    if (!left.length || document.hidden) done()
    setTimeout(done, SOON)
    let count = left.length
    for (const each of left) each.onload = each.onerror = () => --count || done()
  })

const named = (kind) => (own.dataset[kind] || '').split(' ').filter(Boolean).map((name) => new URL(name, own.src).href)

const loaded = (element) => new Promise((done) => (element.onload = element.onerror = done))

shown().then(drawn).then(() => {
  // the page brings only the rules that it needs itself: the rest comes before anything else is shown
  const sheets = named('styles').map((href) => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
  const scripts = named('scripts').map((src) => Object.assign(document.createElement('script'), { src, async: false }))
  const all = [...sheets, ...scripts]
  Promise.all(all.map(loaded)).then(() => window.wanpu.start())
  document.head.append(...all)
})
