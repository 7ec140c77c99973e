/** The tab bar in the shopper's language. WeChat builds it in the shop's. */
const config = require('../config');
const platform = require('./platform');
const i18n = require('../i18n/index');

const TABS = {
  'pages/home/home': 'home',
  'pages/category/category': 'category',
  'pages/cart/cart': 'cart',
  'pages/member/member': 'member',
};

/** Says them again; the merchant's own words stay while the language is the shop's. */
function speak() {
  const words = i18n.words('tabs');
  (config.tabBar.list || []).forEach((tab, index) => {
    if (TABS[tab.pagePath] && (!tab.text || i18n.language() !== config.language)) {
      platform.tabText(index, words[TABS[tab.pagePath]]);
    } else if (tab.text) {
      platform.tabText(index, tab.text);
    }
  });
}

/** Whether a page has the tab bar. */
function has(path) {
  return (config.tabBar.list || []).some((tab) => tab.pagePath === path);
}

module.exports = { speak, has };
