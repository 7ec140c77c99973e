/** The element of a component. */
export const el = (self) => self._$.getBackendElement()

export const part = (self, selector) => el(self).querySelector(selector)

/** Tells the page what happened. */
export const fire = (self, name, detail = {}, options = {}) => self.triggerEvent(name, detail, options)

/** A property with a value to begin with. */
export const or = (type, value) => ({ type, value })

export const flag = (self, name, on) => {
  const node = el(self)
  if (node) node.toggleAttribute(name, !!on)
}

/** Runs when the part of the element exists: observers may run before it does. */
export const later = (self, act) => {
  if (self._$ && self._$.getBackendElement() && self.__here) act()
}

/** Lifetimes of a component whose element is needed. */
export const attached = (act) => ({
  attached() {
    this.__here = true
    act.call(this)
  },
})
