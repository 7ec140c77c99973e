const config = require('../../config');
const pages = require('../../pages-data');
const platform = require('../../utils/platform');
const shop = require('../../utils/shop');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const TABS = { 'pages/home/home': 'home', 'pages/category/category': 'category', 'pages/cart/cart': 'cart', 'pages/member/member': 'member' };

Page(
  page('home', {
    data: { blocks: [], notice: '', hours: '', shopName: config.name, version: 0 },

    onLoad() {
      this.load();
    },

    onShow() {
      platform.title((pages.home && pages.home.title) || config.name);
      const words = i18n.words('tabs');
      (config.tabBar.list || []).forEach((tab, index) => {
        if (TABS[tab.pagePath] && (!tab.text || i18n.language() !== config.language)) {
          platform.tabText(index, words[TABS[tab.pagePath]]);
        } else if (tab.text) {
          platform.tabText(index, tab.text);
        }
      });
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
