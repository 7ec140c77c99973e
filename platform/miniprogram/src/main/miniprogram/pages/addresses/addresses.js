const api = require('../../utils/api');
const chosen = require('../../utils/chosen');
const platform = require('../../utils/platform');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

Page(
  page('addresses', {
    data: { addresses: [] },

    /** `choose=1` when another page waits for the choice. */
    onLoad(query) {
      this.choosing = query.choose === '1';
    },

    onShow() {
      this.load();
    },

    load() {
      return this.loaded(api.addresses(), (list) => ({ addresses: list.items }));
    },

    pick(event) {
      const id = event.currentTarget.dataset.id;
      if (!this.choosing) {
        platform.open('/pages/address/address?id=' + id);
        return;
      }
      chosen.put(this.data.addresses.find((address) => address.id === id));
      platform.back();
    },

    edit(event) {
      platform.open('/pages/address/address?id=' + event.currentTarget.dataset.id);
    },

    add() {
      platform.open('/pages/address/address');
    },

    remove(event) {
      const id = event.currentTarget.dataset.id;
      const words = i18n.words('addresses');
      const common = i18n.words('common');
      platform
        .ask({ title: words.askRemove, yes: common.remove, no: common.cancel })
        .then((yes) => (yes ? api.removeAddress(id).then(() => this.load()) : undefined))
        .catch((problem) => platform.toast(problem.message));
    },
  }),
);
