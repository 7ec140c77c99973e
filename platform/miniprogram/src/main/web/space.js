import * as adapter from 'glass-easel-miniprogram-adapter'
import * as ge from 'glass-easel'
import builtinTemplates from 'wanpu:templates'
import { builtins, TAGS } from './builtins/index.js'
import { rpx } from './units.js'

ge.globalOptions.writeIdToDOM = true
ge.globalOptions.writeFieldsToNode = false

const KEYED = new Set(['tap', 'longpress', 'longtap'])

/** The component framework, fed with the registry's files. */
export class Space {
  constructor(boot, registry, wx, shell, problems) {
    Object.assign(this, { boot, registry, wx, shell, problems })
    this.cache = Object.create(null)
    this.defined = new Set()
    this.current = null
    this.app = null
    const env = new adapter.MiniProgramEnv()
    this.globals = env.getGlobalCodeSpace()
    this.defineBuiltins()
    this.code = env.createCodeSpace('main', true)
    const components = this.code.getComponentSpace()
    for (const name in this.builtinDefinitions) components.setGlobalUsingComponent(name, this.globals.getComponentSpace().getComponent(name))
    this.backend = this.createBackend()
    this.associated = env.associateBackend(this.backend)
    this.backend.onEvent((target, type, detail, options) => this.dispatch(target, type, detail, options))
    ge.addGlobalErrorListener((error, meta) => problems.note((meta && meta.type) || 'component', error))
    ge.addGlobalWarningListener((text) => {
      problems.hint(String(text))
      return false
    })
  }

  /** A DOM whose tags carry the prefix `wx-`, whose styles know rpx, and where what can be tapped can be reached by key. */
  createBackend() {
    const backend = new ge.CurrentWindowBackendContext()
    backend.document = {
      createTextNode: (text) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
      createElement: (tag) => element(tag),
    }
    backend.appendStyleSheetPath = () => -1
    backend.disableStyleSheet = () => {}
    const listen = backend.setListenerStats
    backend.setListenerStats = function (node, type, capture, level) {
      if (KEYED.has(type) && node && node.tagName && node.tagName !== 'WX-PAGE') reachable(node)
      if (node && (type === 'longpress' || type === 'longtap')) longPress(node, type, backend)
      return listen.call(this, node, type, capture, level)
    }
    return backend
  }

  dispatch(target, type, detail, options) {
    const original = options && options.originalEvent
    const extra = { timeStamp: original ? original.timeStamp : performance.now(), touches: [], changedTouches: [] }
    if (original && original.changedTouches) {
      extra.touches = [...original.touches].map(point)
      extra.changedTouches = [...original.changedTouches].map(point)
    } else if (original && 'clientX' in original) {
      extra.changedTouches = [point(original)]
      if (type !== 'tap' && type !== 'touchend') extra.touches = extra.changedTouches
    }
    const event = new ge.Event(type, detail, { ...options, extraFields: extra })
    ge.Event.dispatchEvent(target, event)
    return event.defaultPrevented() ? 1 : 0
  }

  defineBuiltins() {
    this.builtinDefinitions = builtins({
      asset: (path) => this.registry.asset(path),
      wx: () => this.wx,
      shell: this.shell,
      ui: this.shell.ui,
    })
    for (const [name, definition] of Object.entries(this.builtinDefinitions)) {
      this.globals.addComponentStaticConfig(name, { component: true, styleIsolation: 'shared' })
      this.globals.addCompiledTemplate(name, { groupList: builtinTemplates, content: builtinTemplates['builtin/' + name] })
      this.globals.componentEnv(name, ({ Component }) => Component(definition))
    }
  }

  launch(options) {
    if ('app.js' in this.registry.modules) this.problems.guard('app.js', () => this.load('app.js'))
    this.app = Object.assign(this.getApp(), this.appDefinition || {})
    this.callApp('onLaunch', options)
    this.callApp('onShow', options)
  }

  callApp(name, argument) {
    if (this.app && typeof this.app[name] === 'function') this.problems.guard('App.' + name, () => this.app[name](argument))
  }

  getApp() {
    return this.app || (this.app = { globalData: {} })
  }

  /** Makes the root of a page: `{root, page}`. */
  createPage(path) {
    this.define(path)
    const root = this.associated.createRoot('page', this.code, '/' + path)
    return { root, page: root.get() }
  }

  /** Loads a component's code, and before it that of the components it uses. */
  define(path) {
    if (this.defined.has(path)) return
    this.defined.add(path)
    for (const used of Object.values(this.using(path))) if (used.slice(1) + '.js' in this.registry.modules) this.define(used.slice(1))
    const before = this.current
    this.current = path
    try {
      this.load(path + '.js')
    } catch (error) {
      this.problems.note(path, error)
    } finally {
      this.current = before
    }
  }

  /** The components that a component may use, by the name in its template. */
  using(path) {
    const own = (this.registry.json[path] || {}).usingComponents || {}
    const all = {}
    for (const [name, target] of Object.entries(this.boot.app.usingComponents || {})) all[name] = '/' + this.registry.component('app', target)
    for (const [name, target] of Object.entries(own)) all[name] = '/' + this.registry.component(path, target)
    for (const name in all) {
      if (!(all[name].slice(1) + '.js' in this.registry.modules)) {
        this.problems.note(path, `the component ${name} (${all[name]}) is not there`)
        delete all[name]
      }
    }
    return all
  }

  load(path) {
    const known = this.cache[path]
    if (known) return known.exports
    const literal = this.registry.modules[path]
    if (!literal) throw new Error('module not found: ' + path)
    const module = (this.cache[path] = { exports: {} })
    const own = path.replace(/\.js$/, '')
    const here = () => this.current || own
    literal(
      (named) => this.load(this.registry.module(path, named)),
      module,
      module.exports,
      (definition) => this.register(here(), definition, 'Page'),
      (definition) => this.register(here(), definition, 'Component'),
      this.behavior(),
      (definition) => (this.appDefinition = definition),
      () => this.getApp(),
      () => this.shell.pages(),
      this.wx,
    )
    return module.exports
  }

  behavior() {
    const make = (definition) => this.code.behavior().definition(tidy(definition)).register()
    make.trait = (...given) => this.code.traitBehavior(...given)
    return make
  }

  register(path, definition, kind) {
    const own = this.registry.json[path] || {}
    const isPage = path in this.boot.pages
    const options = definition.options || {}
    const isolation = own.styleIsolation || options.styleIsolation || (own.addGlobalClass || options.addGlobalClass ? 'apply-shared' : undefined)
    const config = { ...own, usingComponents: this.using(path) }
    if (isolation) config.styleIsolation = isolation
    if (isPage) delete config.component
    else config.component = true
    this.code.addComponentStaticConfig(path, config)
    this.code.addStyleSheet(path, path, this.registry.scopes[path] || '')
    const template = this.registry.templates[path]
    if (!template) throw new Error('there is no template of ' + path)
    this.code.addCompiledTemplate(path, { groupList: this.registry.templates, content: template })
    return this.code.componentEnv(path, (env) => env[kind](tidy(definition)))
  }
}

/** Built-in behaviours such as `wx://form-field` are looked after by the built-in components. */
function tidy(definition) {
  const copy = { ...definition }
  if (copy.behaviors) copy.behaviors = copy.behaviors.filter((each) => each && typeof each !== 'string')
  return copy
}

const NATIVE = document.createElement('div')

function element(tag) {
  const node = document.createElement(tag.startsWith('h-') ? tag.slice(2) : TAGS.has(tag) ? 'wx-' + tag : tag)
  node.setAttribute = attribute
  return node
}

/** Attributes as the mini-program means them. */
function attribute(name, value) {
  const set = NATIVE.constructor.prototype.setAttribute
  if (name === 'style') {
    this.style.cssText = rpx(String(value))
  } else if (name === 'hidden') {
    this.toggleAttribute('hidden', value !== false && value !== 'false' && value !== undefined && value !== null)
  } else if (name === 'src' && value === '') {
    this.removeAttribute('src')
  } else if (name === 'aria-role' || name === 'role') {
    if (value) set.call(this, 'role', value)
  } else if (/^on/i.test(name)) {
    return
  } else if (/^aria-/.test(name) && (value === '' || value === undefined || value === null)) {
    this.removeAttribute(name)
  } else {
    set.call(this, name, value)
  }
}

function point(touch) {
  return { identifier: touch.identifier || 0, pageX: touch.pageX, pageY: touch.pageY, clientX: touch.clientX, clientY: touch.clientY }
}

/** What can be tapped can be reached by key; what contains a control of its own is left to it. */
function reachable(node) {
  if (node.__reachable) return
  node.__reachable = true
  queueMicrotask(() => {
    if (!node.hasAttribute('tabindex') && !/^(INPUT|TEXTAREA|SELECT|BUTTON|A|WX-INPUT|WX-TEXTAREA|WX-BUTTON)$/.test(node.tagName)) node.tabIndex = 0
    if (!node.hasAttribute('role') && !/^(INPUT|TEXTAREA|SELECT|BUTTON|A|IMG)$/.test(node.tagName)) NATIVE.constructor.prototype.setAttribute.call(node, 'role', 'button')
  })
}

function longPress(node, type, backend) {
  if (node['__' + type]) return
  node['__' + type] = true
  let timer
  const stop = () => clearTimeout(timer)
  node.addEventListener('pointerdown', (event) => {
    timer = setTimeout(() => backend._$trigger(event, type, { x: event.clientX, y: event.clientY }, true, true), 350)
  })
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) node.addEventListener(end, stop)
}
