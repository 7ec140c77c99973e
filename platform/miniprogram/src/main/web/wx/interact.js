import { call } from './call.js'

/** Toasts, dialogs, sheets. */
export function interact({ ui, registry }) {
  return {
    showToast: call('showToast', (o) => ui.toast({ ...o, image: o.image && registry.asset(o.image) })),
    hideToast: call('hideToast', () => ui.hideToast()),
    showLoading: call('showLoading', (o) => ui.toast({ title: o.title || ui.text.loading, icon: 'loading', duration: Infinity, mask: o.mask })),
    hideLoading: call('hideLoading', () => ui.hideToast()),
    showModal: call('showModal', (o) => ui.modal(o)),
    showActionSheet: call('showActionSheet', (o) =>
      ui.sheet(o.itemList, o.alertText, o.itemColor).then((tapIndex) => {
        if (tapIndex < 0) throw new Error('cancel')
        return { tapIndex }
      }),
    ),
    enableAlertBeforeUnload: call('enableAlertBeforeUnload', () => undefined),
    disableAlertBeforeUnload: call('disableAlertBeforeUnload', () => undefined),
    previewImage: call('previewImage', (o) => {
      ui.gallery(o.urls.map((each) => registry.asset(each)), registry.asset(o.current || o.urls[0]))
    }),
    previewMedia: call('previewMedia', (o) => {
      const urls = o.sources.map((each) => registry.asset(each.url))
      ui.gallery(urls, urls[o.current || 0])
    }),
    setClipboardData: call('setClipboardData', (o) => ui.copy(String(o.data))),
    getClipboardData: call('getClipboardData', () => navigator.clipboard.readText().then((data) => ({ data }))),
  }
}
