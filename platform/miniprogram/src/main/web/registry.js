import { X, Y, Z, P, Q, D, getRegExp, getDate } from 'wanpu:helpers'
import { join } from './paths.js'

/** Files of the mini-program as their chunks bring them: code as function literals, compiled templates, JSON. */
export class Registry {
  constructor(problems) {
    this.problems = problems
    this.modules = Object.create(null)
    this.json = Object.create(null)
    this.scopes = Object.create(null)
    this.templates = Object.create(null)
    this.scripts = Object.create(null)
    this.arrived = Object.create(null)
    this.loading = Object.create(null)
    this.boot = null
  }

  describe(boot) {
    this.boot = boot
  }

  add(name, content) {
    Object.assign(this.modules, content.modules)
    Object.assign(this.json, content.json)
    Object.assign(this.scopes, content.scopes)
    try {
      content.templates(this.templates, this.scripts, D, X, Y, Z, P, Q, getRegExp, getDate)
    } catch (error) {
      this.problems.note('templates of ' + name, error)
    }
    this.arrived[name] = true
  }

  /** Which chunks hold a page and what it needs. */
  chunksOf(page) {
    return this.boot.pages[page] || []
  }

  ready(page) {
    return this.chunksOf(page).every((name) => this.arrived[name])
  }

  /** Loads what a page needs and is not there yet. A chunk that fails is left out, and the page says so. */
  load(page) {
    return Promise.all(this.chunksOf(page).map((name) => this.fetch(name)))
  }

  fetch(name) {
    if (this.arrived[name]) return Promise.resolve()
    if (!this.loading[name]) {
      const chunk = this.boot.chunks[name]
      this.loading[name] = Promise.all([script(this.boot.assets + chunk.js), chunk.css && sheet(this.boot.assets + chunk.css)]).catch((error) => {
        delete this.loading[name]
        throw error
      })
    }
    return this.loading[name]
  }

  /** The address of a file that pages name by its path. */
  asset(path) {
    if (!path || /^(https?:|data:|blob:|\/\/)/.test(path)) return path || ''
    const known = this.boot.files[path.replace(/^\//, '')]
    return known ? this.boot.assets + known : path
  }

  /** The path of a component that `from` names in its JSON. */
  component(from, named) {
    if (named.startsWith('/')) return named.slice(1)
    const beside = join(from, named)
    if (beside in this.json || beside + '.js' in this.modules) return beside
    return 'miniprogram_npm/' + named
  }

  /** The path of a module that `from` requires. */
  module(from, named) {
    const path = named.startsWith('.') || named.startsWith('/') ? join(from, named) : 'miniprogram_npm/' + named
    for (const candidate of [path, path + '.js', path + '/index.js']) if (candidate in this.modules) return candidate
    throw new Error(`module '${named}' is not there, required by ${from}`)
  }
}

function script(address) {
  return new Promise((done, failed) => {
    const element = document.createElement('script')
    element.src = address
    element.onload = () => done()
    element.onerror = () => failed(new Error('could not load ' + address))
    document.head.append(element)
  })
}

function sheet(address) {
  return new Promise((done) => {
    const element = document.createElement('link')
    element.rel = 'stylesheet'
    element.href = address
    element.onload = element.onerror = () => done()
    document.head.append(element)
  })
}
