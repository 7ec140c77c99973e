import { call } from './call.js'

/** Storage of one shop: shops may share an origin, so keys carry the shop. */
export function storage({ boot }) {
  const prefix = 'wanpu:' + boot.shop + ':'
  const memory = new Map()
  const keys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
    } catch (refused) {
      return [...memory.keys()]
    }
  }
  const set = (key, data) => {
    const text = JSON.stringify({ data })
    try {
      localStorage.setItem(prefix + key, text)
    } catch (refused) {
      memory.set(key, text)
    }
  }
  const raw = (key) => {
    try {
      const text = localStorage.getItem(prefix + key)
      return text === null ? memory.get(key) : text
    } catch (refused) {
      return memory.get(key)
    }
  }
  const get = (key) => {
    const text = raw(key)
    return text === undefined ? '' : JSON.parse(text).data
  }
  const remove = (key) => {
    memory.delete(key)
    try {
      localStorage.removeItem(prefix + key)
    } catch (refused) {
      // nothing was kept
    }
  }
  const info = () => ({ keys: keys(), currentSize: keys().reduce((sum, key) => sum + (raw(key) || '').length, 0) / 1024, limitSize: 10240 })
  return {
    setStorageSync: set,
    getStorageSync: get,
    removeStorageSync: remove,
    clearStorageSync: () => keys().forEach(remove),
    getStorageInfoSync: info,
    setStorage: call('setStorage', (o) => set(o.key, o.data)),
    getStorage: call('getStorage', (o) => {
      if (raw(o.key) === undefined) throw new Error('data not found')
      return { data: get(o.key) }
    }),
    removeStorage: call('removeStorage', (o) => remove(o.key)),
    clearStorage: call('clearStorage', () => keys().forEach(remove)),
    getStorageInfo: call('getStorageInfo', info),
  }
}
