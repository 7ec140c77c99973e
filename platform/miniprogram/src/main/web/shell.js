import { split } from './paths.js'
import { words } from './words.js'

const PULL = 60
const PATIENCE = 4000

/** The frame around the pages: title, back, tabs, the stack of pages and its history in the browser. */
export class Shell {
  constructor(boot, registry, ui, problems) {
    Object.assign(this, { boot, registry, ui, problems })
    this.stack = []
    this.tabPages = new Map()
    this.turn = 0
    this.tabs = (boot.app.tabBar && boot.app.tabBar.list) || []
    this.badges = Object.create(null)
    this.text = words(boot.language)
    this.build()
  }

  bind(space, wx) {
    this.space = space
    this.wx = wx
  }

  // --- frame

  build() {
    this.frame = document.getElementById('frame') || document.body.appendChild(document.createElement('div'))
    this.frame.className = 'mp-frame'
    this.first = this.frame.querySelector('.mp-first')
    this.frame.replaceChildren()
    const add = (parent, tag, name) => {
      const node = document.createElement(tag)
      node.className = name
      parent.append(node)
      return node
    }
    this.nav = add(this.frame, 'header', 'mp-nav')
    this.backButton = add(this.nav, 'button', 'mp-back')
    this.backButton.type = 'button'
    this.backButton.onclick = () => (this.stack.length > 1 ? this.back(1) : this.relaunch('/' + this.boot.app.pages[0]))
    this.heading = add(this.nav, 'h1', 'mp-title')
    this.spinner = add(this.nav, 'span', 'mp-busy')
    this.spinner.hidden = true
    this.view = add(this.frame, 'main', 'mp-view')
    if (this.first) {
      this.view.append(this.first)
      this.first.inert = true
    }
    this.tabBar = add(this.frame, 'nav', 'mp-tabs')
    this.tabBar.setAttribute('aria-label', this.text.tabs)
    this.ui.mount(this.frame)
    this.tabs.forEach((tab) => {
      const link = add(this.tabBar, 'a', 'mp-tab')
      link.href = this.boot.base + tab.pagePath
      link.onclick = (event) => {
        event.preventDefault()
        this.switchTab('/' + tab.pagePath)
      }
      if (tab.iconPath) {
        const picture = add(link, 'img', '')
        picture.alt = ''
      }
      add(link, 'span', 'mp-tab-text').textContent = tab.text
      add(link, 'span', 'mp-badge').hidden = true
    })
    window.addEventListener('popstate', (event) => this.restore(event.state))
    document.addEventListener('keydown', (event) => this.key(event))
    document.addEventListener('visibilitychange', () => this.space && this.space.callApp(document.hidden ? 'onHide' : 'onShow', {}))
    window.addEventListener('pagehide', () => this.space && this.space.callApp('onHide'))
    this.keepReachable()
  }

  /** What can be tapped is a button for assistive technology, unless it holds controls itself or says nothing. */
  keepReachable() {
    let due = 0
    const sweep = () => {
      due = 0
      for (const node of this.frame.querySelectorAll('[role=button],[data-was-button]')) {
        if (node.tagName === 'WX-BUTTON') continue
        const holds = node.querySelector('a[href],button,input,textarea,select,[tabindex="0"]')
        const named = node.hasAttribute('aria-label') || node.textContent.trim() !== '' || node.querySelector('img[alt]:not([alt=""])')
        if (holds || !named) {
          node.removeAttribute('role')
          node.dataset.wasButton = ''
        } else if (!node.hasAttribute('role')) {
          node.setAttribute('role', 'button')
        }
        if (!holds) node.tabIndex = named ? 0 : -1
      }
    }
    new MutationObserver(() => {
      if (!due) due = setTimeout(sweep, 60)
    }).observe(this.view, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['aria-label', 'tabindex'] })
  }

  key(event) {
    const target = event.target
    const typed = /^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(target.tagName)
    if ((event.key === 'Enter' || (event.key === ' ' && !typed)) && !typed && target.tabIndex >= 0 && this.frame.contains(target)) {
      event.preventDefault()
      this.tap(target)
    }
  }

  /** A tap by key at an element. */
  tap(target) {
    const box = target.getBoundingClientRect()
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, cancelable: true, view: window }
    const event = new MouseEvent('click', at)
    let node = target
    while (node && !node.__wxElement) node = node.parentNode
    if (node) this.space.dispatch(node.__wxElement, 'tap', { x: at.clientX, y: at.clientY }, { originalEvent: event, bubbles: true, composed: true, capturePhase: true })
    target.dispatchEvent(new MouseEvent('click', at))
  }

  // --- pages

  get top() {
    return this.stack[this.stack.length - 1]
  }

  /** The pages as `getCurrentPages` gives them. */
  pages() {
    return this.stack.filter((entry) => entry.page).map((entry) => entry.page)
  }

  launch() {
    const state = history.state
    const home = '/' + (this.boot.app.entryPagePath || this.boot.app.pages[0])
    const way = decodeURI(location.pathname)
    const inside = way.startsWith(this.boot.base) ? way.slice(this.boot.base.length) : ''
    const here = (inside ? '/' + inside : home) + location.search
    const first = split(here)
    this.space.launch({ path: first.path, query: first.query, scene: 1001, referrerInfo: {} })
    if (state && Array.isArray(state.stack) && state.stack.length) {
      return this.move(state.stack.map((each) => ({ ...each })), 'none')
    }
    return this.move([entryOf(here)], 'replace').then(() => {
      this.launched = true
    })
  }

  restore(state) {
    if (state && Array.isArray(state.stack)) this.move(state.stack.map((each) => ({ ...each })), 'none')
  }

  push(url) {
    return this.move([...this.stack, this.entry(url)], 'push')
  }

  redirect(url) {
    return this.move([...this.stack.slice(0, -1), this.entry(url)], 'replace')
  }

  relaunch(url) {
    return this.move([this.entry(url)], 'push')
  }

  switchTab(url) {
    const entry = this.entry(url)
    if (!this.tabs.some((tab) => tab.pagePath === entry.path)) return Promise.reject(new Error('can not switch to no-tabBar page'))
    entry.search = ''
    if (this.stack.length === 1 && this.top.path === entry.path) return Promise.resolve()
    return this.move([entry], 'push')
  }

  back(delta) {
    const steps = Math.min(Math.max(1, delta || 1), this.stack.length - 1)
    if (steps > 0) history.go(-steps)
    return new Promise((done) => (steps > 0 ? window.addEventListener('popstate', () => setTimeout(done), { once: true }) : done()))
  }

  entry(url) {
    const entry = entryOf(url, this.top && this.top.path)
    if (!(entry.path in this.boot.pages)) throw new Error(`page "${entry.path}" is not found`)
    return entry
  }

  /** Makes the wanted entries the stack: what they share with the present one stays as it is. */
  async move(wanted, how) {
    const turn = ++this.turn
    const next = wanted[wanted.length - 1]
    if (!(next.path in this.boot.pages)) return this.missing(next)
    if (!this.registry.ready(next.path)) {
      this.frame.toggleAttribute('data-loading', true)
      try {
        await this.registry.load(next.path)
      } catch (error) {
        this.problems.note(next.path, error)
        this.ui.toast({ title: this.text.offline, icon: 'none' })
        if (how === 'none') history.replaceState(this.state(), '')
        return undefined
      } finally {
        this.frame.toggleAttribute('data-loading', false)
      }
      if (turn !== this.turn) return undefined
    }
    const before = this.top
    const kept = new Map(this.stack.map((entry) => [entry.key, entry]))
    this.stack = wanted.map((entry) => kept.get(entry.key) || (wanted.length === 1 && this.tabPages.get(entry.path)) || entry)
    if (before && before !== this.top) this.hide(before)
    for (const [key, old] of kept) {
      if (this.stack.some((entry) => entry.key === key || entry === old)) continue
      if (this.isTab(old.path) && wanted.length === 1 && this.isTab(next.path)) this.tabPages.set(old.path, old)
      else this.unload(old)
    }
    if (wanted.length === 1 && !this.isTab(next.path)) this.dropTabs()
    if (how === 'push') history.pushState(this.state(), '', this.address(this.top))
    if (how === 'replace') history.replaceState(this.state(), '', this.address(this.top))
    this.ui.leave()
    this.reveal(this.top)
    return undefined
  }

  missing(entry) {
    if (this.space.app && typeof this.space.app.onPageNotFound === 'function' && !this.told) {
      this.told = true
      this.stack = [entryOf('/' + this.boot.app.pages[0])]
      this.space.callApp('onPageNotFound', { path: entry.path, query: split(entry.path + '?' + entry.search).query, isEntryPage: true })
      return undefined
    }
    return this.move([entryOf('/' + this.boot.app.pages[0])], 'replace')
  }

  state() {
    return { stack: this.stack.map(({ key, path, search }) => ({ key, path, search })) }
  }

  address(entry) {
    const home = entry.path === (this.boot.app.entryPagePath || this.boot.app.pages[0])
    return this.boot.base + (home ? '' : entry.path) + (entry.search ? '?' + entry.search : '')
  }

  isTab(path) {
    return this.tabs.some((tab) => tab.pagePath === path)
  }

  reveal(entry) {
    const fresh = !entry.page
    if (fresh) this.create(entry)
    for (const other of this.view.children) if (other !== this.first) other.hidden = other !== entry.box
    this.dress(entry)
    entry.box.scrollTop = entry.scrollTop || 0
    const query = split('/' + entry.path + '?' + entry.search).query
    if (fresh) this.call(entry, 'onLoad', query)
    this.call(entry, 'onShow')
    this.lifetime(entry, 'show')
    if (fresh) requestAnimationFrame(() => entry.page && this.call(entry, 'onReady'))
    requestAnimationFrame(() => this.takeOver(entry))
  }

  /** The page goes in the place of what the server painted when it shows as much, or when the shopper acts. */
  takeOver(entry) {
    const first = this.first
    if (first && !this.patience) {
      this.patience = performance.now() + PATIENCE
      for (const act of ['scroll', 'pointerdown', 'keydown']) this.view.addEventListener(act, () => this.leaveFirst(), { once: true, capture: true })
    }
    const ready = () => entry !== this.top || (!entry.box.querySelector('[aria-busy=true]') && entry.box.scrollHeight >= first.scrollHeight - 1)
    if (first && this.first && performance.now() < this.patience && !ready()) {
      requestAnimationFrame(() => this.takeOver(entry))
      return
    }
    if (this.first) {
      const scrolled = this.first.scrollTop
      this.leaveFirst()
      if (scrolled && entry === this.top) entry.box.scrollTop = scrolled
    }
    this.frame.dataset.shown = entry.path
  }

  leaveFirst() {
    if (this.first) this.first.remove()
    this.first = null
  }

  create(entry) {
    const box = document.createElement('div')
    box.className = 'mp-page'
    box.dataset.page = entry.path
    box.tabIndex = 0 // a long page scrolls by keys, too
    const place = box.appendChild(document.createElement('i'))
    this.view.append(box)
    entry.box = box
    try {
      const { root, page } = this.space.createPage(entry.path)
      entry.root = root
      entry.page = page
      page.route = page.__route__ = entry.path
      page.options = split('/' + entry.path + '?' + entry.search).query
      root.attach(box, place)
    } catch (error) {
      this.problems.note(entry.path, error)
      entry.page = {}
      box.textContent = this.text.broken
      box.classList.add('mp-broken')
    }
    this.watch(entry)
  }

  hide(entry) {
    if (!entry.page) return
    entry.scrollTop = entry.box.scrollTop
    this.call(entry, 'onHide')
    this.lifetime(entry, 'hide')
    entry.box.hidden = true
  }

  unload(entry) {
    if (!entry.page) return
    this.call(entry, 'onUnload')
    this.problems.guard(entry.path, () => entry.root && entry.root.release())
    entry.box.remove()
    entry.page = undefined
  }

  dropTabs() {
    for (const [path, entry] of this.tabPages) {
      if (!this.stack.includes(entry)) {
        this.unload(entry)
        this.tabPages.delete(path)
      }
    }
  }

  call(entry, method, argument) {
    if (entry.page && typeof entry.page[method] === 'function') return this.problems.guard(entry.path + '.' + method, () => entry.page[method](argument))
    return undefined
  }

  lifetime(entry, name) {
    const component = entry.root && entry.root.getComponent()
    if (component && component.triggerPageLifetime) this.problems.guard(entry.path, () => component.triggerPageLifetime(name, []))
  }

  // --- what the frame shows of a page

  config(entry) {
    return { ...(this.boot.app.window || {}), ...(this.registry.json[entry.path] || {}), ...(entry.chrome || {}) }
  }

  dress(entry) {
    const config = this.config(entry)
    const own = config.navigationStyle === 'custom'
    this.nav.hidden = own
    this.nav.style.background = config.navigationBarBackgroundColor || ''
    this.nav.style.color = config.navigationBarTextStyle === 'white' ? '#fff' : ''
    this.backButton.hidden = this.stack.length < 2 && this.isTab(entry.path)
    this.backButton.dataset.kind = this.stack.length < 2 ? 'home' : 'back'
    this.backButton.setAttribute('aria-label', this.stack.length < 2 ? this.text.home : this.text.back)
    this.heading.textContent = config.navigationBarTitleText || this.boot.name
    document.title = config.navigationBarTitleText && config.navigationBarTitleText !== this.boot.name ? config.navigationBarTitleText + ' · ' + this.boot.name : this.boot.name
    entry.box.style.background = config.backgroundColor || ''
    const bar = this.boot.app.tabBar || {}
    this.tabBar.hidden = !this.isTab(entry.path) || this.tabsHidden === true
    this.tabBar.style.background = bar.backgroundColor || ''
    ;[...this.tabBar.children].forEach((link, index) => {
      const tab = this.tabs[index]
      const on = tab.pagePath === entry.path
      link.style.color = (on ? bar.selectedColor : bar.color) || ''
      if (on) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
      const picture = link.querySelector('img')
      if (picture) picture.src = this.registry.asset((on && tab.selectedIconPath) || tab.iconPath)
      link.querySelector('.mp-tab-text').textContent = tab.text
      const badge = link.querySelector('.mp-badge')
      badge.hidden = this.badges[index] === undefined
      badge.textContent = this.badges[index] || ''
    })
  }

  redress() {
    if (this.top && this.top.box) this.dress(this.top)
  }

  setChrome(change) {
    if (!this.top) return
    this.top.chrome = { ...(this.top.chrome || {}), ...change }
    this.redress()
  }

  setTab(index, change) {
    Object.assign(this.tabs[index] || {}, change)
    this.redress()
  }

  setBadge(index, text) {
    if (text === undefined) delete this.badges[index]
    else this.badges[index] = text
    this.redress()
  }

  showTabs(shown) {
    this.tabsHidden = !shown
    this.redress()
  }

  // --- scrolling

  watch(entry) {
    const box = entry.box
    let below = false
    box.addEventListener('scroll', () => {
      if (entry !== this.top) return
      this.call(entry, 'onPageScroll', { scrollTop: box.scrollTop })
      const distance = this.config(entry).onReachBottomDistance
      const near = box.scrollHeight - box.clientHeight - box.scrollTop < (distance === undefined ? 50 : distance)
      if (near && !below) this.call(entry, 'onReachBottom')
      below = near
    })
    if (!(this.registry.json[entry.path] || {}).enablePullDownRefresh) return
    let from
    box.addEventListener('touchstart', (event) => (from = box.scrollTop <= 0 ? event.touches[0].clientY : undefined), { passive: true })
    box.addEventListener('touchmove', (event) => {
      if (from !== undefined) box.style.setProperty('--pull', Math.max(0, Math.min(PULL, (event.touches[0].clientY - from) / 2)) + 'px')
    }, { passive: true })
    box.addEventListener('touchend', (event) => {
      const pulled = from !== undefined && event.changedTouches[0].clientY - from > PULL * 2
      from = undefined
      if (pulled) this.refresh()
      else box.style.removeProperty('--pull')
    })
  }

  refresh() {
    const entry = this.top
    entry.box.style.setProperty('--pull', PULL + 'px')
    entry.box.toggleAttribute('data-refreshing', true)
    this.call(entry, 'onPullDownRefresh')
  }

  refreshed() {
    if (!this.top || !this.top.box) return
    this.top.box.style.removeProperty('--pull')
    this.top.box.removeAttribute('data-refreshing')
  }

  scrollTo({ scrollTop, selector, duration, offsetTop }) {
    const box = this.top && this.top.box
    if (!box) return
    const found = selector && this.find(selector)
    const top = found ? found.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop + (offsetTop || 0) : scrollTop || 0
    box.scrollTo({ top, behavior: duration === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }

  /** An element of the top page by a selector of the mini-program. */
  find(selector) {
    const component = this.top && this.top.root && this.top.root.getComponent()
    const found = component && component.getShadowRoot().querySelector(selector)
    return found ? found.getBackendElement() : null
  }

  // --- sharing

  /** What the page says when it is shared: `{title, address}`. */
  sharing(from, target) {
    const said = this.call(this.top, 'onShareAppMessage', { from, target }) || {}
    const url = said.path ? split(said.path.startsWith('/') ? said.path : '/' + said.path) : { path: this.top.path, search: this.top.search }
    return { title: said.title || this.heading.textContent, address: location.origin + this.address({ path: url.path, search: url.search }) }
  }

  async share(from, target) {
    const { title, address } = this.sharing(from, target)
    try {
      if (navigator.share) await navigator.share({ title, url: address })
      else {
        await this.ui.copy(address)
        this.ui.toast({ title: this.text.copied, icon: 'none' })
      }
    } catch (cancelled) {
      // the shopper changed her mind
    }
  }
}

let count = 0

function entryOf(url, from) {
  const { path, search } = split(url, from)
  return { key: Date.now().toString(36) + '-' + (count++).toString(36), path, search }
}
