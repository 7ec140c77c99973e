const api = require('../../utils/api');
const listing = require('../../utils/listing');
const platform = require('../../utils/platform');
const { page } = require('../../utils/page');

Page(
  page('category', {
    data: { categories: [], at: 0, kid: '', products: [], done: false },

    onLoad(query) {
      this.wanted = query.id;
      this.load();
    },

    load() {
      return this.loaded(api.categories(), (tree) => {
        const at = Math.max(
          0,
          tree.items.findIndex((category) => category.id === this.wanted),
        );
        this.categories = tree.items;
        if (tree.items.length) {
          this.show(at, '');
        }
        return { categories: tree.items, at, kid: '' };
      });
    },

    show(at, kid) {
      const category = kid || this.categories[at].id;
      this.list = listing.start(this, 'products', (after) => api.products({ category, after }));
    },

    turn(event) {
      const at = event.currentTarget.dataset.at;
      this.setData({ at, kid: '' });
      this.show(at, '');
    },

    pick(event) {
      const kid = event.currentTarget.dataset.kid;
      this.setData({ kid });
      this.show(this.data.at, kid);
    },

    more() {
      this.list.more();
    },

    all() {
      platform.open('/pages/search/search');
    },
  }),
);
