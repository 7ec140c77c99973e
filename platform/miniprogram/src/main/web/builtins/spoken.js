import { el, later, part } from './kit.js'

/** What a page says to screen readers, and the attribute that carries it. */
const SPOKEN = {
  ariaLabel: 'aria-label', ariaRole: 'role', ariaChecked: 'aria-checked', ariaSelected: 'aria-selected', ariaPressed: 'aria-pressed', ariaExpanded: 'aria-expanded',
  ariaDisabled: 'aria-disabled', ariaInvalid: 'aria-invalid', ariaHidden: 'aria-hidden', ariaLive: 'aria-live', ariaModal: 'aria-modal', ariaLevel: 'aria-level',
}

/** Built-in components whose own element is not the one that is spoken of. */
const INNER = { input: 'input', textarea: 'textarea' }

/** The definition of a built-in component that hands on what the page says to screen readers. */
export function spoken(name, definition) {
  const known = definition.properties || {}
  const names = Object.keys(SPOKEN).filter((each) => !(each in known) || name === 'button' || name === 'switch')
  const say = (self, each) => {
    const value = self.data[each]
    const node = INNER[name] ? part(self, INNER[name]) : el(self)
    if (!node || value === null || value === undefined) return
    if (value === '') node.removeAttribute(SPOKEN[each])
    else node.setAttribute(SPOKEN[each], String(value))
  }
  const observers = { ...definition.observers }
  for (const each of names) observers[each] = function () {
    later(this, () => say(this, each))
  }
  const lifetimes = { ...definition.lifetimes }
  const attached = lifetimes.attached
  lifetimes.attached = function () {
    this.__here = true
    if (attached) attached.call(this)
    for (const each of names) say(this, each)
  }
  return { ...definition, properties: { ...Object.fromEntries(names.map((each) => [each, null])), ...known }, observers, lifetimes }
}
