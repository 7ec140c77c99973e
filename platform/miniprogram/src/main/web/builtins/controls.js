import { attached, el, fire, flag, later, or, part } from './kit.js'
import { length } from '../units.js'

const pass = (event) => event.stopPropagation()

export function controls({ shell, ui, wx }) {
  return {
    button: {
      properties: {
        type: or(String, 'default'), size: or(String, 'default'), plain: Boolean, disabled: Boolean, loading: Boolean, formType: String, openType: String,
        hoverClass: or(String, 'button-hover'), name: String, ariaLabel: String,
      },
      observers: {
        'type, size, plain, disabled, loading'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          const { type, size, plain, disabled, loading } = this.data
          Object.assign(el(this).dataset, { type, size })
          flag(this, 'data-plain', plain)
          flag(this, 'disabled', disabled)
          flag(this, 'data-loading', loading)
          el(this).setAttribute('aria-disabled', String(!!disabled || String(this.data.ariaDisabled) === 'true'))
          el(this).tabIndex = disabled ? -1 : 0
        },
        press() {
          if (this.data.disabled) return
          const form = this.data.formType && el(this).closest('wx-form')
          if (form && form.__form) form.__form(this.data.formType)
          switch (this.data.openType) {
            case 'share':
              shell.share('button', { dataset: this.dataset })
              break
            case 'contact':
              fire(this, 'contact', {})
              ui.problem(ui.text.notHere)
              break
            case 'getPhoneNumber':
              if (shell.boot.sandbox) fire(this, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'demo-' + shell.boot.shop })
              else fire(this, 'getphonenumber', { errMsg: 'getPhoneNumber:fail not available in the browser' })
              break
            case 'agreePrivacyAuthorization':
              fire(this, 'agreeprivacyauthorization', {})
              break
            case 'chooseAvatar':
              wx().chooseImage({ count: 1, success: (answer) => fire(this, 'chooseavatar', { avatarUrl: answer.tempFilePaths[0] }) })
              break
            case 'openSetting':
              fire(this, 'opensetting', { authSetting: {} })
              break
          }
        },
      },
      lifetimes: attached(function () {
        el(this).setAttribute('role', 'button')
        el(this).addEventListener('click', () => this.press())
        hover(this)
        this.show()
      }),
    },
    input: field('input', {
      type: or(String, 'text'), password: Boolean, confirmType: or(String, 'done'), confirmHold: Boolean, selectionStart: or(Number, -1), selectionEnd: or(Number, -1),
    }),
    textarea: field('textarea', { autoHeight: Boolean, showConfirmBar: or(Boolean, true), disableDefaultPadding: Boolean }),
    switch: {
      properties: { checked: Boolean, disabled: Boolean, color: String, type: or(String, 'switch'), name: String, ariaLabel: String },
      observers: {
        'checked, disabled, color'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          this.on = this.data.checked
          this.mark()
          flag(this, 'disabled', this.data.disabled)
          if (this.data.color) el(this).style.setProperty('--on', this.data.color)
        },
        mark() {
          flag(this, 'data-on', this.on)
          el(this).setAttribute('aria-checked', String(!!this.on))
        },
      },
      lifetimes: attached(function () {
        const node = el(this)
        node.setAttribute('role', 'switch')
        node.tabIndex = 0
        node.__value = () => !!this.on
        node.addEventListener('click', () => {
          if (this.data.disabled) return
          this.on = !this.on
          this.mark()
          fire(this, 'change', { value: this.on })
        })
        this.show()
      }),
    },
    checkbox: choice('checkbox'),
    radio: choice('radio'),
    'checkbox-group': {
      properties: { name: String },
      lifetimes: attached(function () {
        const values = () => [...el(this).querySelectorAll('wx-checkbox')].filter((each) => each.__checked()).map((each) => each.__own())
        el(this).__value = values
        el(this).setAttribute('role', 'group')
        el(this).addEventListener('mp-choice', (event) => {
          pass(event)
          fire(this, 'change', { value: values() })
        })
      }),
    },
    'radio-group': {
      properties: { name: String },
      lifetimes: attached(function () {
        const all = () => [...el(this).querySelectorAll('wx-radio')]
        el(this).setAttribute('role', 'radiogroup')
        el(this).__value = () => (all().find((each) => each.__checked()) || { __own: () => '' }).__own()
        el(this).addEventListener('mp-choice', (event) => {
          pass(event)
          all().forEach((each) => each !== event.target && each.__uncheck())
          fire(this, 'change', { value: event.target.__own() })
        })
      }),
    },
    slider: {
      properties: { min: or(Number, 0), max: or(Number, 100), step: or(Number, 1), value: or(Number, 0), disabled: Boolean, showValue: Boolean, activeColor: String, name: String, ariaLabel: String },
      observers: {
        'min, max, step, value, disabled'() {
          later(this, () => this.show())
        },
      },
      methods: {
        show() {
          const input = part(this, 'input')
          Object.assign(input, { min: this.data.min, max: this.data.max, step: this.data.step, disabled: this.data.disabled })
          input.value = this.data.value
          input.setAttribute('aria-label', this.data.ariaLabel || this.data.name || 'slider')
          if (this.data.activeColor) input.style.accentColor = this.data.activeColor
        },
      },
      lifetimes: attached(function () {
        const input = part(this, 'input')
        el(this).__value = () => +input.value
        input.addEventListener('input', (event) => (pass(event), fire(this, 'changing', { value: +input.value })))
        input.addEventListener('change', (event) => (pass(event), fire(this, 'change', { value: +input.value })))
        this.show()
      }),
    },
    picker: picker(ui),
    'picker-view': {
      properties: { value: Array, indicatorStyle: String, maskStyle: String, immediateChange: Boolean },
      observers: {
        value() {
          later(this, () => this.show())
        },
      },
      methods: {
        columns() {
          return [...el(this).querySelectorAll('wx-picker-view-column')]
        },
        show() {
          this.columns().forEach((column, index) => column.__to && column.__to((this.data.value || [])[index] || 0))
        },
      },
      lifetimes: attached(function () {
        el(this).addEventListener('mp-column', (event) => {
          pass(event)
          fire(this, 'change', { value: this.columns().map((column) => (column.__at ? column.__at() : 0)) })
        })
        requestAnimationFrame(() => this.show())
      }),
    },
    'picker-view-column': {
      lifetimes: attached(function () {
        const column = el(this)
        const height = () => (column.firstElementChild ? column.firstElementChild.offsetHeight : 0) || 36
        let quiet = false
        let timer
        column.tabIndex = 0
        column.__at = () => Math.round(column.scrollTop / height())
        column.__to = (index) => {
          quiet = true
          column.scrollTop = index * height()
          setTimeout(() => (quiet = false), 120)
        }
        column.addEventListener('scroll', () => {
          clearTimeout(timer)
          if (!quiet) timer = setTimeout(() => column.dispatchEvent(new Event('mp-column', { bubbles: true })), 120)
        })
      }),
    },
    form: {
      properties: { reportSubmit: Boolean },
      lifetimes: attached(function () {
        const form = el(this)
        form.__form = (what) => {
          if (what === 'reset') {
            form.querySelectorAll('input,textarea').forEach((each) => (each.value = ''))
            fire(this, 'reset')
            return
          }
          const value = {}
          for (const each of form.querySelectorAll('wx-input,wx-textarea,wx-switch,wx-slider,wx-picker,wx-checkbox-group,wx-radio-group')) {
            const name = each.__wxElement && each.__wxElement.data && each.__wxElement.data.name
            if (name && each.__value) value[name] = each.__value()
          }
          fire(this, 'submit', { value })
        }
      }),
    },
    label: {
      properties: { for: String },
      lifetimes: attached(function () {
        el(this).addEventListener('click', (event) => {
          const inner = 'wx-checkbox,wx-radio,wx-switch,wx-button,wx-input,wx-textarea'
          if (event.target.closest(inner)) return
          const target = this.data.for ? document.getElementById(this.data.for) || el(this).closest('.mp-page').querySelector(`[id$="--${CSS.escape(this.data.for)}"]`) : el(this).querySelector(inner)
          if (target) (target.querySelector('input,textarea') || target).dispatchEvent(new MouseEvent('click', { bubbles: true }))
        })
      }),
    },
    navigator: {
      properties: { url: String, openType: or(String, 'navigate'), delta: or(Number, 1), hoverClass: or(String, 'navigator-hover'), target: String },
      methods: {
        go() {
          const api = { navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack', exit: 'exitMiniProgram' }[this.data.openType]
          wx()[api]({
            url: this.data.url, delta: this.data.delta,
            success: (answer) => fire(this, 'success', answer), fail: (answer) => fire(this, 'fail', answer), complete: (answer) => fire(this, 'complete', answer),
          })
        },
      },
      lifetimes: attached(function () {
        el(this).setAttribute('role', 'link')
        el(this).tabIndex = 0
        el(this).addEventListener('click', () => this.go())
        hover(this)
      }),
    },
  }
}

/** The class that an element wears while it is pressed. */
function hover(self) {
  const node = el(self)
  const wear = (on) => {
    const name = self.data.hoverClass
    if (name && name !== 'none' && !self.data.disabled) name.split(' ').forEach((each) => node.classList.toggle(each, on))
  }
  node.addEventListener('pointerdown', () => wear(true))
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) node.addEventListener(end, () => wear(false))
}

function field(tag, more) {
  return {
    properties: {
      value: null, name: String, placeholder: String, placeholderStyle: String, placeholderClass: String, disabled: Boolean, maxlength: or(Number, 140), focus: Boolean,
      autoFocus: Boolean, cursor: or(Number, -1), cursorSpacing: Number, adjustPosition: or(Boolean, true), holdKeyboard: Boolean, ariaLabel: String, ...more,
    },
    observers: {
      value(value) {
        later(this, () => this.put(value))
      },
      'placeholder, disabled, maxlength, type, password, ariaLabel, placeholderStyle'() {
        later(this, () => this.show())
      },
      focus(wanted) {
        later(this, () => wanted && setTimeout(() => part(this, tag) && part(this, tag).focus()))
      },
    },
    methods: {
      put(value) {
        const text = value === undefined || value === null ? '' : String(value)
        const input = part(this, tag)
        if (input.value !== text) input.value = text
        this.grow()
      },
      grow() {
        if (!this.data.autoHeight) return
        const input = part(this, tag)
        input.style.height = 'auto'
        el(this).style.height = 'auto'
        input.style.height = input.scrollHeight + 'px'
      },
      show() {
        const d = this.data
        const input = part(this, tag)
        input.placeholder = d.placeholder || ''
        input.disabled = d.disabled
        const label = d.ariaLabel || el(this).getAttribute('aria-label') || d.placeholder || d.name
        if (label) input.setAttribute('aria-label', label)
        if (d.maxlength >= 0) input.maxLength = d.maxlength
        else input.removeAttribute('maxlength')
        if (tag === 'input') {
          const isSecret = d.password || d.type === 'safe-password'
          input.type = isSecret ? 'password' : 'text'
          input.inputMode = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }[d.type] || 'text'
          input.enterKeyHint = d.confirmType === 'return' ? 'enter' : d.confirmType
        }
        const color = /color:\s*([^;]+)/.exec(d.placeholderStyle || '')
        if (color) el(this).style.setProperty('--placeholder', color[1])
      },
    },
    lifetimes: attached(function () {
      const input = part(this, tag)
      el(this).__value = () => input.value
      el(this).removeAttribute('aria-label')
      input.addEventListener('input', (event) => {
        pass(event)
        this._$.replaceDataOnPath(['value'], input.value)
        this._$.applyDataUpdates()
        this.grow()
        fire(this, 'input', { value: input.value, cursor: input.selectionStart, keyCode: 0 })
      })
      for (const name of ['change', 'click', 'touchstart']) input.addEventListener(name, name === 'change' ? pass : () => {}, { passive: true })
      input.addEventListener('focus', () => fire(this, 'focus', { value: input.value, height: 0 }))
      input.addEventListener('blur', () => {
        fire(this, 'blur', { value: input.value, cursor: input.selectionStart })
        fire(this, 'change', { value: input.value })
      })
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && !event.isComposing && (tag === 'input' || this.data.confirmType)) {
          fire(this, 'confirm', { value: input.value })
          const form = el(this).closest('wx-form')
          if (tag === 'input' && form && form.querySelector('wx-button[form-type=submit]')) form.__form('submit')
        }
      })
      el(this).addEventListener('click', (event) => event.target !== input && input.focus())
      this.show()
      this.put(this.data.value)
      if (this.data.focus || this.data.autoFocus) setTimeout(() => input.focus())
    }),
  }
}

function choice(kind) {
  return {
    properties: { value: String, checked: Boolean, disabled: Boolean, color: String, ariaLabel: String },
    observers: {
      checked(checked) {
        later(this, () => this.mark(checked))
      },
      disabled(disabled) {
        later(this, () => flag(this, 'disabled', disabled))
      },
    },
    methods: {
      mark(checked) {
        this.on = !!checked
        flag(this, 'data-on', this.on)
        el(this).setAttribute('aria-checked', String(this.on))
      },
    },
    lifetimes: attached(function () {
      const node = el(this)
      node.setAttribute('role', kind)
      if (this.data.ariaLabel) node.setAttribute('aria-label', this.data.ariaLabel)
      node.tabIndex = 0
      node.__checked = () => this.on
      node.__own = () => this.data.value
      node.__uncheck = () => this.mark(false)
      if (this.data.color) node.style.setProperty('--on', this.data.color)
      flag(this, 'disabled', this.data.disabled)
      node.addEventListener('click', () => {
        if (this.data.disabled || (kind === 'radio' && this.on)) return
        this.mark(!this.on)
        node.dispatchEvent(new Event('mp-choice', { bubbles: true }))
      })
      this.mark(this.data.checked)
    }),
  }
}

/** Lists open as a sheet, dates and times as the browser's own chooser. */
function picker(ui) {
  return {
    properties: { mode: or(String, 'selector'), range: Array, rangeKey: String, value: null, disabled: Boolean, start: String, end: String, fields: or(String, 'day'), headerText: String, name: String },
    methods: {
      shown(range) {
        return (range || []).map((each) => (this.data.rangeKey ? each[this.data.rangeKey] : each))
      },
      async open() {
        const d = this.data
        if (d.mode === 'selector') {
          const index = await ui.sheet(this.shown(d.range), d.headerText)
          if (index < 0) fire(this, 'cancel')
          else this.chosen(index)
        } else if (d.mode === 'multiSelector') {
          const value = [...(d.value || [])]
          for (let column = 0; column < this.data.range.length; column++) {
            const index = await ui.sheet(this.shown(this.data.range[column]), d.headerText)
            if (index < 0) return fire(this, 'cancel')
            value[column] = index
            fire(this, 'columnchange', { column, value: index })
            await new Promise((next) => setTimeout(next, 50))
          }
          this.chosen(value)
        } else if (d.mode === 'region') {
          const region = await ui.region(d.headerText || ui.text.region).catch(() => {
            ui.problem(ui.text.offline)
            return null
          })
          if (region) this.chosen(region)
          else fire(this, 'cancel')
        } else {
          const input = document.createElement('input')
          input.type = d.mode === 'time' ? 'time' : d.fields === 'month' ? 'month' : 'date'
          input.className = 'mp-chooser'
          Object.assign(input, { min: d.start || '', max: d.end || '', value: d.value || '' })
          el(this).append(input)
          input.onchange = () => {
            this.chosen(input.value)
            input.remove()
          }
          input.onblur = () => setTimeout(() => input.remove(), 300)
          input.focus()
          if (input.showPicker) input.showPicker()
        }
        return undefined
      },
      chosen(value) {
        this.last = value
        fire(this, 'change', { value })
      },
    },
    lifetimes: attached(function () {
      el(this).__value = () => (this.last === undefined ? this.data.value : this.last)
      el(this).tabIndex = 0
      el(this).setAttribute('role', 'button')
      el(this).addEventListener('click', (event) => {
        if (!this.data.disabled && !event.target.closest('.mp-chooser')) this.open()
      })
    }),
  }
}
