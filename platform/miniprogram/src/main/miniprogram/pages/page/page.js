const pages = require('../../pages-data');
const platform = require('../../utils/platform');
const { page } = require('../../utils/page');

/** A page that the merchant has built, by its name. */
Page(
  page('page', {
    data: { blocks: [], gone: false },

    onLoad(query) {
      this.name = query.name;
      const built = Object.prototype.hasOwnProperty.call(pages, query.name) && pages[query.name];
      if (!built) {
        this.setData({ gone: true });
        return;
      }
      platform.title(built.title);
      this.title = built.title;
      this.setData({ blocks: built.blocks });
    },

    browse() {
      platform.redirect('/pages/home/home');
    },

    onShareAppMessage() {
      return { title: this.title, path: '/pages/page/page?name=' + this.name };
    },
  }),
);
