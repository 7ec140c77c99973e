const config = require('../../config');
const platform = require('../../utils/platform');
const shop = require('../../utils/shop');
const { page } = require('../../utils/page');

Page(
  page('about', {
    data: { shop: null, version: config.version },

    onLoad() {
      this.load();
    },

    load() {
      return this.loaded(shop.get(), (about) => ({ shop: about }));
    },

    call() {
      platform.call(this.data.shop.contact.phone);
    },
  }),
);
