const config = require('../../config');
const pages = require('../../pages-data');
const platform = require('../../utils/platform');
const shop = require('../../utils/shop');
const { page } = require('../../utils/page');

Page(
  page('home', {
    data: { blocks: [], notice: '', hours: '', shopName: config.name, version: 0 },

    onLoad() {
      this.load();
    },

    onShow() {
      platform.title((pages.home && pages.home.title) || config.name);
    },

    load() {
      return this.loaded(shop.get(), (about) => ({
        blocks: (pages.home && pages.home.blocks) || [],
        notice: about.notice,
        hours: about.contact.hours,
        shopName: about.name,
      }));
    },

    onPullDownRefresh() {
      this.setData({ blocks: [] });
      this.load();
    },

    onShareAppMessage() {
      return { title: config.name, path: '/pages/home/home' };
    },
  }),
);
