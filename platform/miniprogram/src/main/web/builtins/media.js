import { attached, el, fire, later, or, part } from './kit.js'
import { length } from '../units.js'

export function media({ asset, shell }) {
  const image = () => ({
    properties: { src: String, mode: or(String, 'scaleToFill'), lazyLoad: Boolean, showMenuByLongpress: Boolean, webp: Boolean, alt: String, ariaLabel: String, ariaHidden: null },
    observers: {
      'src, mode, alt, ariaLabel'() {
        later(this, () => this.show())
      },
    },
    methods: {
      show() {
        const picture = part(this, 'img')
        const { src, mode, lazyLoad, alt, ariaLabel } = this.data
        el(this).dataset.mode = mode
        picture.alt = ariaLabel || alt || ''
        if (lazyLoad) picture.loading = 'lazy'
        const address = asset(src)
        if (!address) picture.removeAttribute('src')
        else if (picture.getAttribute('src') !== address) picture.src = address
      },
    },
    lifetimes: attached(function () {
      const picture = part(this, 'img')
      picture.decoding = shell.first ? 'sync' : 'async' // what is painted already stays so
      picture.addEventListener('load', () => {
        if (!el(this)) return
        el(this).toggleAttribute('data-loaded', true)
        fire(this, 'load', { width: picture.naturalWidth, height: picture.naturalHeight })
      })
      picture.addEventListener('error', () => el(this) && fire(this, 'error', { errMsg: 'GET ' + this.data.src + ' failed' }))
      this.show()
    }),
  })
  const player = (tag) => ({
    properties: {
      src: String, poster: String, controls: or(Boolean, true), autoplay: Boolean, loop: Boolean, muted: Boolean, objectFit: or(String, 'contain'),
      initialTime: Number, title: String, showFullscreenBtn: or(Boolean, true), ariaLabel: String,
    },
    observers: {
      'src, poster, controls, autoplay, loop, muted, objectFit'() {
        later(this, () => this.show())
      },
    },
    methods: {
      show() {
        const video = part(this, tag)
        const d = this.data
        Object.assign(video, { controls: d.controls, autoplay: d.autoplay, loop: d.loop, muted: d.muted, playsInline: true })
        if (d.poster) video.poster = asset(d.poster)
        video.setAttribute('aria-label', d.ariaLabel || d.title || 'video')
        video.style.objectFit = d.objectFit
        if (d.src && video.getAttribute('src') !== asset(d.src)) video.src = asset(d.src)
      },
    },
    lifetimes: attached(function () {
      const video = part(this, tag)
      const tell = (name, event, detail) => video.addEventListener(name, () => fire(this, event, detail ? detail() : {}))
      tell('play', 'play')
      tell('playing', 'statechange', () => ({ code: 2004 }))
      tell('pause', 'pause')
      tell('ended', 'ended')
      tell('error', 'error', () => ({ errMsg: 'the video could not be played' }))
      tell('waiting', 'waiting')
      tell('timeupdate', 'timeupdate', () => ({ currentTime: video.currentTime, duration: video.duration }))
      tell('loadedmetadata', 'loadedmetadata', () => ({ width: video.videoWidth, height: video.videoHeight, duration: video.duration }))
      video.addEventListener('fullscreenchange', () => fire(this, 'fullscreenchange', { fullScreen: document.fullscreenElement === video, direction: 'vertical' }))
      this.show()
    }),
  })
  return {
    image: image(),
    'cover-image': image(),
    video: player('video'),
    'live-player': player('video'),
    audio: player('audio'),
    canvas: {
      properties: { type: String, canvasId: String, disableScroll: Boolean },
      lifetimes: attached(function () {
        const canvas = part(this, 'canvas')
        const size = () => {
          const { width, height } = el(this).getBoundingClientRect()
          if (width && this.data.type !== '2d') Object.assign(canvas, { width, height })
        }
        size()
        canvas.createImage = () => new Image()
        canvas.requestAnimationFrame = (act) => requestAnimationFrame(act)
        canvas.cancelAnimationFrame = (id) => cancelAnimationFrame(id)
        // what `fields({node: true})` of a query hands out
        this.node = canvas
      }),
    },
    map: {
      properties: { latitude: Number, longitude: Number, scale: or(Number, 16), markers: Array },
      observers: {
        'latitude, longitude'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          part(this, 'mp-map').textContent = (this.data.latitude || 0).toFixed(5) + ', ' + (this.data.longitude || 0).toFixed(5)
        },
      },
      lifetimes: attached(function () {
        part(this, 'mp-map').setAttribute('role', 'img')
        part(this, 'mp-map').setAttribute('aria-label', 'map')
        this.show()
      }),
    },
    'web-view': {
      properties: { src: String },
      observers: {
        src(address) {
          later(this, () => (part(this, 'iframe').src = address))
        },
      },
      lifetimes: attached(function () {
        const frame = part(this, 'iframe')
        frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-popups')
        frame.title = 'page'
        if (this.data.src) frame.src = this.data.src
        frame.addEventListener('load', () => fire(this, 'load', { src: this.data.src }))
      }),
    },
    icon: {
      properties: { type: String, size: or(null, 23), color: String },
      observers: {
        'type, size, color'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          el(this).dataset.type = this.data.type
          part(this, 'i').style.cssText = `font-size:${length(this.data.size)};${this.data.color ? 'color:' + this.data.color : ''}`
        },
      },
      lifetimes: attached(function () {
        this.show()
      }),
    },
    progress: {
      properties: { percent: Number, showInfo: Boolean, strokeWidth: or(null, 6), activeColor: String, backgroundColor: String, active: Boolean, ariaLabel: String },
      observers: {
        'percent, strokeWidth, activeColor, backgroundColor'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          const bar = part(this, 'mp-bar')
          bar.style.setProperty('--share', this.data.percent + '%')
          bar.style.height = length(this.data.strokeWidth)
          if (this.data.activeColor) bar.style.setProperty('--on', this.data.activeColor)
          if (this.data.backgroundColor) bar.style.backgroundColor = this.data.backgroundColor
          el(this).setAttribute('aria-valuenow', this.data.percent)
        },
      },
      lifetimes: attached(function () {
        el(this).setAttribute('role', 'progressbar')
        if (!el(this).hasAttribute('aria-label')) el(this).setAttribute('aria-label', this.data.ariaLabel || 'progress')
        this.show()
      }),
    },
    'rich-text': {
      properties: { nodes: null, space: String },
      observers: {
        nodes() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          part(this, 'mp-rich').replaceChildren(...(typeof this.data.nodes === 'string' ? parsed(this.data.nodes) : (this.data.nodes || []).map(built).filter(Boolean)))
        },
      },
      lifetimes: attached(function () {
        this.show()
      }),
    },
  }
}

const RICH = new Set(
  'A ABBR ADDRESS ARTICLE ASIDE B BDI BDO BIG BLOCKQUOTE BR CAPTION CENTER CITE CODE COL COLGROUP DD DEL DIV DL DT EM FIELDSET FONT FOOTER H1 H2 H3 H4 H5 H6 HEADER HR I IMG INS LABEL LEGEND LI MARK NAV OL P PRE Q RT RUBY S SECTION SMALL SPAN STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TR TT U UL'.split(' '),
)
const KEPT = new Set(['class', 'alt', 'src', 'height', 'width', 'colspan', 'rowspan', 'align', 'dir', 'start', 'type', 'span'])

function parsed(html) {
  // the policy of the page would refuse style attributes while parsing; they are put on by hand
  const quiet = html.replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))
  return [...new DOMParser().parseFromString(quiet, 'text/html').body.childNodes].map(clean).filter(Boolean)
}

/** A copy of a node with what WeChat's rich text keeps; everything else is left out. */
function clean(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data)
  if (node.nodeType !== Node.ELEMENT_NODE || !RICH.has(node.tagName)) return null
  return made(node.tagName, [...node.attributes].map((each) => [each.name, each.value]), [...node.childNodes].map(clean))
}

function built(node) {
  if (node.type === 'text') return document.createTextNode(node.text || '')
  const tag = String(node.name || '').toUpperCase()
  return RICH.has(tag) ? made(tag, Object.entries(node.attrs || {}), (node.children || []).map(built)) : null
}

function made(tag, attributes, children) {
  const element = document.createElement(tag === 'A' ? 'span' : tag.toLowerCase())
  for (const [name, value] of attributes) {
    if (name === 'style' || name === 'data-style') element.style.cssText = value
    else if (KEPT.has(name) && !(name === 'src' && !/^(https?:|data:image\/|\/)/i.test(value))) element.setAttribute(name, value)
  }
  if (tag === 'IMG' && !element.hasAttribute('alt')) element.alt = ''
  element.append(...children.filter(Boolean))
  return element
}
