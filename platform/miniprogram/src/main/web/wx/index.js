import { device } from './device.js'
import { files } from './files.js'
import { host } from './host.js'
import { interact } from './interact.js'
import { network } from './network.js'
import { storage } from './storage.js'
import { drawing } from './drawing.js'
import { routes } from './routes.js'
import { ABSENT } from './absent.js'
import { call } from './call.js'

/** The `wx` of the browser: what it has works, what it cannot have fails as on a phone that refuses. */
export function wxOf(context) {
  const wx = {}
  context.wx = wx
  for (const part of [routes, interact, network, storage, device, files, drawing, host]) Object.assign(wx, part(context))
  for (const name of ABSENT) {
    if (!(name in wx)) wx[name] = call(name, () => Promise.reject(new Error('not available in the browser')))
  }
  wx.canIUse = (schema) => schema.split('.')[0] in wx && !ABSENT.includes(schema.split('.')[0])
  const told = new Set()
  return new Proxy(wx, {
    get(target, name) {
      if (!(name in target) && typeof name === 'string' && name !== 'then' && name !== 'toJSON' && !told.has(name)) {
        told.add(name)
        console.warn(`wx.${name} does not exist in the browser runtime; ask wx.canIUse('${name}') before you call it`)
      }
      return target[name]
    },
  })
}
