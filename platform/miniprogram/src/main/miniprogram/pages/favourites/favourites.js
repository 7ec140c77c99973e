const api = require('../../utils/api');
const listing = require('../../utils/listing');
const platform = require('../../utils/platform');
const { page } = require('../../utils/page');

Page(
  page('favourites', {
    data: { products: [], done: false },

    onShow() {
      this.load();
    },

    load() {
      this.list = listing.start(this, 'products', (after) => api.favourites(after));
    },

    remove(event) {
      const id = event.currentTarget.dataset.id;
      api.removeFavourite(id).then(
        () => this.setData({ products: this.data.products.filter((one) => one.id !== id) }),
        (problem) => platform.toast(problem.message),
      );
    },

    browse() {
      platform.open('/pages/home/home');
    },

    onReachBottom() {
      this.list.more();
    },
  }),
);
