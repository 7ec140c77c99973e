// In a preview the staff's page around the frame may point at a block. Only its origin is heard, and nothing is told but that
// the blocks are there.

const blocks = () => {
  const shown = document.querySelector('.mp-page:not([hidden])')
  const one = shown && [...shown.querySelectorAll('*')].find((node) => /^(wx-)?block-/i.test(node.tagName))
  return one ? [...one.parentNode.children].filter((node) => /^(wx-)?block-/i.test(node.tagName)) : []
}

export function follow(origin) {
  if (window.parent === window) return
  window.addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== window.parent || !event.data || event.data.wanpu !== 'block') return
    const block = blocks()[event.data.index]
    if (block) (block.firstElementChild || block).scrollIntoView({ block: 'center', behavior: 'auto' })
  })
  let turns = 0
  const wait = setInterval(() => {
    if (blocks().length) setTimeout(() => window.parent.postMessage({ wanpu: 'ready' }, origin), 150)
    if (blocks().length || ++turns > 50) clearInterval(wait)
  }, 100)
}
