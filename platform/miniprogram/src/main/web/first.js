// Starts a shop whose first page has been painted by the server: the runtime waits until that is seen, and for pictures that
// are nearly there, as it keeps the browser busy for a moment.
const SOON = 500

const seen = new Promise((done) => {
  if (document.hidden) done()
  else requestAnimationFrame(() => setTimeout(done))
})

const pictures = () => [...document.querySelectorAll('.mp-first img:not([loading=lazy])')].filter((each) => !each.complete)

const shown = () =>
  new Promise((done) => {
    const left = pictures()
    if (!left.length || document.hidden) done()
    setTimeout(done, SOON)
    let count = left.length
    for (const each of left) each.onload = each.onerror = () => --count || requestAnimationFrame(() => setTimeout(done))
  })

seen.then(shown).then(() => {
  const scripts = [...document.querySelectorAll('link[rel=prefetch][as=script]')].map((link) => {
    const script = document.createElement('script')
    script.src = link.href
    script.async = false
    return script
  })
  scripts[scripts.length - 1].onload = () => window.wanpu.start()
  document.head.append(...scripts)
})
