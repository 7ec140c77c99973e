const api = require('../../utils/api');
const platform = require('../../utils/platform');
const shop = require('../../utils/shop');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

Page(
  page('afterSale', {
    data: { order: null, contact: {}, steps: [] },

    onLoad(query) {
      this.id = query.id;
      this.load();
    },

    load() {
      const words = i18n.words('afterSale');
      return this.loaded(Promise.all([api.order(this.id), shop.get()]), ([story, about]) => ({
        order: story.order,
        contact: about.contact,
        steps: [words.first, words.second, words.third],
      }));
    },

    copy() {
      platform.copy(this.data.order.number, i18n.words('common').copied);
    },

    call() {
      platform.call(this.data.contact.phone);
    },
  }),
);
