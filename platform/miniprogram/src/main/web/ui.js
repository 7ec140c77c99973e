import { words } from './words.js'

/** Toasts, dialogs and sheets of the frame. */
export class Ui {
  constructor(boot) {
    this.text = words(boot.language)
    this.regionsAt = boot.assets + boot.regions
  }

  /** Provinces with their cities and districts. */
  regions() {
    if (!this.regionsCome) {
      this.regionsCome = fetch(this.regionsAt).then((answer) => {
        if (!answer.ok) throw new Error('regions: ' + answer.status)
        return answer.json()
      })
      this.regionsCome.catch(() => (this.regionsCome = null))
    }
    return this.regionsCome
  }

  /** A province, its city, its district: one sheet after the other. Closing a sheet leads back to the one before; null when the first is closed. */
  async region(title) {
    const provinces = await this.regions()
    const chosen = []
    for (;;) {
      const [province, city] = chosen
      const rest = chosen.length === 0 ? provinces : chosen.length === 1 ? province[1] : city[1].map((name) => [name, []])
      if (chosen.length === 3 || !rest.length) return [0, 1, 2].map((level) => (chosen[level] || [''])[0])
      const index = await this.sheet(rest.map(([name]) => name), chosen.map(([name]) => name).join(' ') || title)
      if (index >= 0) chosen.push(rest[index])
      else if (!chosen.pop()) return null
    }
  }

  mount(frame) {
    this.layer = document.createElement('div')
    this.layer.className = 'mp-layer'
    frame.append(this.layer)
    this.live = document.createElement('div')
    this.live.className = 'mp-live'
    this.live.setAttribute('role', 'status')
    this.live.setAttribute('aria-live', 'polite')
    frame.append(this.live)
  }

  toast({ title, icon = 'success', image, duration = 1500, mask }) {
    this.hideToast()
    const box = node('div', 'mp-toast')
    box.dataset.icon = image ? 'image' : icon
    if (image) box.append(Object.assign(node('img', ''), { src: image, alt: '' }))
    else if (icon !== 'none') box.append(node('i', 'mp-toast-icon'))
    box.append(node('span', '', title))
    if (mask) box.classList.add('mp-toast-mask')
    this.layer.append(box)
    this.live.textContent = title || ''
    this.toastBox = box
    if (duration !== Infinity) this.toastTimer = setTimeout(() => this.hideToast(), duration)
  }

  hideToast() {
    clearTimeout(this.toastTimer)
    if (this.toastBox) this.toastBox.remove()
    this.toastBox = null
  }

  problem(text) {
    this.toast({ title: text, icon: 'none', duration: 3000 })
  }

  /** What belongs to the page that is left goes with it. */
  leave() {
    if (this.closeOpen) this.closeOpen()
  }

  modal({ title = '', content = '', showCancel = true, cancelText, confirmText, editable, placeholderText }) {
    return this.open('mp-modal', title || content, (box, close) => {
      if (title) box.append(node('strong', 'mp-modal-title', title))
      const words = content && box.appendChild(node('p', 'mp-modal-text', content))
      if (words && content.length > 200) words.tabIndex = 0 // it may scroll: by keys, too
      const input = editable && box.appendChild(Object.assign(node('input', 'mp-modal-input'), { placeholder: placeholderText || '' }))
      const row = box.appendChild(node('div', 'mp-modal-buttons'))
      if (showCancel) row.append(button('mp-cancel', cancelText || this.text.cancel, () => close({ confirm: false, cancel: true })))
      row.append(button('mp-confirm', confirmText || this.text.ok, () => close({ confirm: true, cancel: false, ...(input ? { content: input.value } : {}) })))
    }, { confirm: false, cancel: true })
  }

  /** @returns {Promise<number>} index of the choice, -1 for none */
  sheet(items, title, color) {
    return this.open('mp-sheet', title || '', (box, close) => {
      if (title) box.append(node('p', 'mp-sheet-title', title))
      items.forEach((item, index) => {
        const each = button('', String(item), () => close(index))
        if (color) each.style.color = color
        box.append(each)
      })
      box.append(button('mp-cancel', this.text.cancel, () => close(-1)))
    }, -1)
  }

  open(name, label, fill, dismissed) {
    return new Promise((done) => {
      const back = document.activeElement
      const mask = node('div', 'mp-mask')
      const box = mask.appendChild(node('div', name))
      box.setAttribute('role', 'dialog')
      box.setAttribute('aria-modal', 'true')
      if (label) box.setAttribute('aria-label', label)
      const close = (answer) => {
        mask.remove()
        document.removeEventListener('keydown', keys, true)
        if (this.closeOpen === abandon) this.closeOpen = null
        if (back && back.isConnected && back.focus) back.focus({ preventScroll: true })
        done(answer)
      }
      const abandon = () => close(dismissed)
      const keys = (event) => {
        if (event.key === 'Escape') abandon()
        if (event.key !== 'Tab') return
        const all = [...box.querySelectorAll('button,input,a[href]')]
        const at = all.indexOf(document.activeElement)
        event.preventDefault()
        all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length].focus()
      }
      fill(box, close)
      // a tap that opens it is followed by its own click, which lands on the mask
      const opened = performance.now()
      mask.onclick = (event) => event.target === mask && performance.now() - opened > 400 && abandon()
      document.addEventListener('keydown', keys, true)
      this.layer.append(mask)
      this.closeOpen = abandon
      const first = box.querySelector('input,.mp-confirm,button')
      if (first) first.focus({ preventScroll: true })
    })
  }

  /** Pictures one at a time, as large as the frame. */
  gallery(urls, current) {
    let at = Math.max(0, urls.indexOf(current))
    return this.open('mp-gallery', this.text.picture, (box, close) => {
      const picture = box.appendChild(Object.assign(node('img', ''), { alt: this.text.picture }))
      const place = box.appendChild(node('span', 'mp-gallery-place'))
      const show = (to) => {
        at = (to + urls.length) % urls.length
        picture.src = urls[at]
        place.textContent = at + 1 + ' / ' + urls.length
      }
      if (urls.length > 1) {
        box.append(button('mp-gallery-previous', '‹', () => show(at - 1), this.text.previous))
        box.append(button('mp-gallery-next', '›', () => show(at + 1), this.text.next))
      }
      box.append(button('mp-gallery-close', '×', () => close(), this.text.close))
      picture.onclick = () => close()
      show(at)
    })
  }

  async copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
    const area = node('textarea', 'mp-copy')
    area.value = text
    this.layer.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
    return undefined
  }
}

function node(tag, name, text) {
  const made = document.createElement(tag)
  if (name) made.className = name
  if (text !== undefined) made.textContent = text
  return made
}

function button(name, text, act, label) {
  const made = node('button', name, text)
  made.type = 'button'
  if (label) made.setAttribute('aria-label', label)
  made.onclick = (event) => {
    event.stopPropagation()
    act()
  }
  return made
}
