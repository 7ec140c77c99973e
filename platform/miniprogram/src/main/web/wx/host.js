import { call } from './call.js'

const nothing = () => undefined

/** Signing in, paying, sharing, and what the mini-program is. */
export function host({ boot, shell, ui }) {
  return {
    login: call('login', () => {
      if (!boot.sandbox) throw new Error('the shop has no sign-in for browsers')
      return { code: 'code-h5-' + visitor(boot.shop) }
    }),
    checkSession: call('checkSession', nothing),
    requestPayment: call('requestPayment', async (o) => {
      if (!boot.sandbox) throw new Error('the shop takes no payment in browsers')
      const { confirm } = await ui.modal({ title: ui.text.payTitle, content: ui.text.payText, confirmText: ui.text.pay })
      if (!confirm) throw new Error('cancel')
      const answer = await fetch(boot.base + '_/pay', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ prepayId: String(o.package || '').replace(/^prepay_id=/, '') }) })
      if (!answer.ok) throw new Error('the payment was refused')
    }),
    requestSubscribeMessage: call('requestSubscribeMessage', async (o) => {
      const { confirm } = await ui.modal({ title: ui.text.subscribe, content: '', confirmText: ui.text.accept, cancelText: ui.text.refuse })
      return Object.fromEntries((o.tmplIds || []).map((id) => [id, confirm ? 'accept' : 'reject']))
    }),
    getAccountInfoSync: () => ({ miniProgram: { appId: boot.appId || '', envVersion: 'release', version: boot.version } }),
    getExtConfigSync: () => ({}),
    getLaunchOptionsSync: () => ({ path: boot.app.pages[0], query: {}, scene: 1001, referrerInfo: {} }),
    getEnterOptionsSync: () => ({ path: boot.app.pages[0], query: {}, scene: 1001, referrerInfo: {} }),
    getUpdateManager: () => ({ onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: () => location.reload() }),
    showShareMenu: call('showShareMenu', nothing),
    hideShareMenu: call('hideShareMenu', nothing),
    showShareImageMenu: call('showShareImageMenu', (o) => void ui.gallery([o.path], o.path)),
    shareAppMessage: () => shell.share('button'),
    restartMiniProgram: call('restartMiniProgram', () => location.reload()),
    getTime: () => Date.now(),
    cloud: undefined,
  }
}

/** Who this browser is, for the sandbox: the same person each time. */
function visitor(shop) {
  const key = 'wanpu:' + shop + ':visitor'
  try {
    let known = localStorage.getItem(key)
    if (!known) {
      known = crypto.getRandomValues(new Uint32Array(3)).join('-')
      localStorage.setItem(key, known)
    }
    return known
  } catch (refused) {
    return 'guest'
  }
}
