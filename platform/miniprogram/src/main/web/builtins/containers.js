import { attached, el, fire, flag, later, or, part } from './kit.js'
import { rpx } from '../units.js'

export function containers({ shell }) {
  return {
    'scroll-view': {
      properties: {
        scrollX: Boolean, scrollY: Boolean, scrollTop: null, scrollLeft: null, scrollIntoView: String, scrollWithAnimation: Boolean, lowerThreshold: or(null, 50),
        upperThreshold: or(null, 50), enableFlex: Boolean, refresherEnabled: Boolean, refresherTriggered: Boolean, showScrollbar: or(Boolean, true), enhanced: Boolean, type: String,
      },
      observers: {
        'scrollX, scrollY, enableFlex'() {
          later(this, () => this.show())
        },
        scrollTop(to) {
          later(this, () => this.to({ top: parseFloat(to) }))
        },
        scrollLeft(to) {
          later(this, () => this.to({ left: parseFloat(to) }))
        },
        scrollIntoView(id) {
          later(this, () => this.into(id))
        },
      },
      methods: {
        show() {
          flag(this, 'data-x', this.data.scrollX)
          flag(this, 'data-y', this.data.scrollY)
          flag(this, 'data-flex', this.data.enableFlex)
          if (this.data.scrollX || this.data.scrollY) el(this).tabIndex = 0
        },
        to(where) {
          if (Number.isFinite(where.top) || Number.isFinite(where.left)) el(this).scrollTo({ ...where, behavior: this.data.scrollWithAnimation ? 'smooth' : 'auto' })
        },
        into(id) {
          if (!id) return
          setTimeout(() => {
            const target = el(this).querySelector(`[id="${CSS.escape(id)}"],[id$="--${CSS.escape(id)}"]`)
            if (!target) return
            const here = el(this).getBoundingClientRect()
            const there = target.getBoundingClientRect()
            this.to({ top: el(this).scrollTop + there.top - here.top, left: el(this).scrollLeft + there.left - here.left })
          })
        },
      },
      lifetimes: attached(function () {
        const node = el(this)
        let low = false
        let high = true
        let last = { x: 0, y: 0 }
        node.addEventListener('scroll', () => {
          const { scrollLeft, scrollTop, scrollHeight, scrollWidth } = node
          fire(this, 'scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX: last.x - scrollLeft, deltaY: last.y - scrollTop })
          last = { x: scrollLeft, y: scrollTop }
          const rest = this.data.scrollX ? scrollWidth - node.clientWidth - scrollLeft : scrollHeight - node.clientHeight - scrollTop
          const gone = this.data.scrollX ? scrollLeft : scrollTop
          const atEnd = rest <= parseFloat(this.data.lowerThreshold)
          const atStart = gone <= parseFloat(this.data.upperThreshold)
          if (atEnd && !low) fire(this, 'scrolltolower', { direction: this.data.scrollX ? 'right' : 'bottom' })
          if (atStart && !high) fire(this, 'scrolltoupper', { direction: this.data.scrollX ? 'left' : 'top' })
          low = atEnd
          high = atStart
        })
        this.show()
        requestAnimationFrame(() => {
          this.to({ top: parseFloat(this.data.scrollTop), left: parseFloat(this.data.scrollLeft) })
          this.into(this.data.scrollIntoView)
        })
      }),
    },
    swiper: swiper(shell),
    'swiper-item': { properties: { itemId: String, skipHiddenItemLayout: Boolean } },
    'root-portal': {
      properties: { enable: or(Boolean, true) },
    },
    'page-meta': {
      properties: { pageStyle: String, rootFontSize: String, scrollTop: null, backgroundColor: String, rootBackgroundColor: String },
      observers: {
        'pageStyle, scrollTop, backgroundColor'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          const page = el(this).closest('wx-page')
          const box = el(this).closest('.mp-page')
          if (page && this.data.pageStyle !== undefined) page.style.cssText = rpx(this.data.pageStyle || '')
          if (box) box.toggleAttribute('data-locked', /overflow:\s*hidden/.test(this.data.pageStyle || ''))
          if (box && this.data.scrollTop !== undefined && this.data.scrollTop !== null && this.data.scrollTop !== '') box.scrollTop = parseFloat(this.data.scrollTop)
        },
      },
      lifetimes: attached(function () {
        requestAnimationFrame(() => el(this) && el(this).isConnected && this.show())
      }),
    },
    'navigation-bar': {
      properties: { title: String, backgroundColor: String, frontColor: String, loading: Boolean },
      observers: {
        title(title) {
          if (title) shell.setChrome({ navigationBarTitleText: title })
        },
      },
    },
    'page-container': {
      properties: { show: Boolean, round: Boolean, overlay: or(Boolean, true), position: or(String, 'bottom'), duration: or(Number, 300) },
      observers: {
        show(show) {
          later(this, () => {
            flag(this, 'data-open', show)
            fire(this, show ? 'enter' : 'leave')
          })
        },
      },
      lifetimes: attached(function () {
        flag(this, 'data-open', this.data.show)
        el(this).addEventListener('click', (event) => event.target === el(this) && fire(this, 'clickoverlay'))
      }),
    },
    'movable-area': { properties: { scaleArea: Boolean } },
    'movable-view': {
      properties: { direction: or(String, 'none'), x: null, y: null, disabled: Boolean, inertia: Boolean, outOfBounds: Boolean },
      observers: {
        'x, y'() {
          later(this, () => this.place(parseFloat(this.data.x) || 0, parseFloat(this.data.y) || 0, ''))
        },
      },
      methods: {
        place(x, y, source) {
          const area = el(this).closest('wx-movable-area')
          const most = { x: area ? area.clientWidth - el(this).offsetWidth : Infinity, y: area ? area.clientHeight - el(this).offsetHeight : Infinity }
          this.at = { x: Math.max(Math.min(0, most.x), Math.min(x, Math.max(0, most.x))), y: Math.max(Math.min(0, most.y), Math.min(y, Math.max(0, most.y))) }
          el(this).style.transform = `translate(${this.at.x}px, ${this.at.y}px)`
          if (source) fire(this, 'change', { ...this.at, source })
        },
      },
      lifetimes: attached(function () {
        const node = el(this)
        let from
        node.addEventListener('pointerdown', (event) => {
          if (this.data.disabled || this.data.direction === 'none') return
          from = { x: event.clientX - this.at.x, y: event.clientY - this.at.y }
          node.setPointerCapture(event.pointerId)
        })
        node.addEventListener('pointermove', (event) => {
          if (!from) return
          const { direction } = this.data
          this.place(direction === 'vertical' ? this.at.x : event.clientX - from.x, direction === 'horizontal' ? this.at.y : event.clientY - from.y, 'touch')
        })
        for (const end of ['pointerup', 'pointercancel']) node.addEventListener(end, () => (from = undefined))
        requestAnimationFrame(() => this.place(parseFloat(this.data.x) || 0, parseFloat(this.data.y) || 0, ''))
      }),
    },
  }
}

/** Pages that are swiped through by touch, mouse, key or by themselves. */
function swiper() {
  return {
    properties: {
      current: or(Number, 0), autoplay: Boolean, interval: or(Number, 5000), duration: or(Number, 500), circular: Boolean, indicatorDots: Boolean,
      indicatorColor: or(String, 'rgba(0, 0, 0, .3)'), indicatorActiveColor: or(String, '#000000'), vertical: Boolean, previousMargin: or(String, '0px'),
      nextMargin: or(String, '0px'), displayMultipleItems: or(Number, 1), easingFunction: String, currentItemId: String, ariaLabel: String,
    },
    observers: {
      current(to) {
        later(this, () => to !== this.at && this.go(to, ''))
      },
      'autoplay, interval'() {
        later(this, () => this.run())
      },
      'indicatorDots, indicatorColor, indicatorActiveColor, vertical, previousMargin, nextMargin'() {
        later(this, () => this.lay())
      },
    },
    methods: {
      items() {
        const track = part(this, 'mp-track')
        return track ? [...track.querySelectorAll('wx-swiper-item')].filter((each) => each.closest('wx-swiper') === el(this)) : []
      },
      lay() {
        const track = part(this, 'mp-track')
        const d = this.data
        flag(this, 'data-vertical', d.vertical)
        track.style[d.vertical ? 'top' : 'left'] = rpx(d.previousMargin)
        track.style[d.vertical ? 'bottom' : 'right'] = rpx(d.nextMargin)
        track.style.setProperty('--items', d.displayMultipleItems)
        this.mark()
      },
      mark() {
        const dots = part(this, 'mp-dots')
        const items = this.items()
        dots.replaceChildren(
          ...(this.data.indicatorDots ? items : []).map((_, index) => {
            const dot = document.createElement('i')
            dot.style.background = index === this.at ? this.data.indicatorActiveColor : this.data.indicatorColor
            return dot
          }),
        )
        items.forEach((item, index) => {
          const shown = index >= this.at && index < this.at + this.data.displayMultipleItems
          item.inert = !shown && this.data.displayMultipleItems === 1 && this.data.previousMargin === '0px' && this.data.nextMargin === '0px'
        })
      },
      go(to, source) {
        const count = this.items().length
        if (!count) return
        const most = Math.max(0, count - this.data.displayMultipleItems)
        const next = this.data.circular && count > 1 ? (to + count) % count : Math.max(0, Math.min(most, to))
        const changed = next !== this.at
        const track = part(this, 'mp-track')
        const still = source === '' && !this.ready
        track.style.transition = still || matchMedia('(prefers-reduced-motion: reduce)').matches ? 'none' : `transform ${this.data.duration}ms`
        const share = (-100 * next) / this.data.displayMultipleItems
        track.style.transform = this.data.vertical ? `translateY(${share}%)` : `translateX(${share}%)`
        this.at = next
        this.ready = true
        this.mark()
        if (!changed) return
        const detail = { current: next, currentItemId: '', source }
        fire(this, 'change', detail)
        setTimeout(() => el(this) && fire(this, 'animationfinish', detail), still ? 0 : this.data.duration)
      },
      run() {
        clearInterval(this.timer)
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
        if (this.data.autoplay && !calm) this.timer = setInterval(() => !document.hidden && !this.held && this.go(this.at + 1, 'autoplay'), this.data.interval)
      },
    },
    lifetimes: {
      attached() {
        this.__here = true
        this.at = this.data.current
        const node = el(this)
        const track = part(this, 'mp-track')
        node.setAttribute('role', 'group')
        node.tabIndex = 0
        let from
        let moved = false
        node.addEventListener('pointerdown', (event) => {
          from = { x: event.clientX, y: event.clientY }
          moved = false
          this.held = true
        })
        node.addEventListener('pointermove', (event) => {
          if (!from) return
          const far = this.data.vertical ? event.clientY - from.y : event.clientX - from.x
          if (Math.abs(far) < 8) return
          moved = true
          const size = this.data.vertical ? track.clientHeight : track.clientWidth
          track.style.transition = 'none'
          const shift = (-100 * this.at) / this.data.displayMultipleItems + (100 * far) / size
          track.style.transform = this.data.vertical ? `translateY(${shift}%)` : `translateX(${shift}%)`
        })
        const end = (event) => {
          if (!from) return
          const far = this.data.vertical ? event.clientY - from.y : event.clientX - from.x
          from = undefined
          this.held = false
          if (moved) this.go(this.at + (Math.abs(far) > 40 ? (far < 0 ? 1 : -1) : 0), 'touch')
        }
        for (const name of ['pointerup', 'pointercancel', 'pointerleave']) node.addEventListener(name, end)
        node.addEventListener('click', (event) => moved && event.stopPropagation(), true)
        node.addEventListener('keydown', (event) => {
          const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
          if (step && event.target === node) {
            event.preventDefault()
            this.go(this.at + step, 'touch')
          }
        })
        this.watcher = new MutationObserver(() => {
          this.lay()
          this.go(Math.min(this.at, Math.max(0, this.items().length - 1)), '')
        })
        this.watcher.observe(track, { childList: true })
        this.lay()
        this.go(this.at, '')
        this.run()
      },
      detached() {
        clearInterval(this.timer)
        if (this.watcher) this.watcher.disconnect()
      },
    },
  }
}
