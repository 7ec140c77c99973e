/**
 * What pages and plugins build with. A page of the core requires the modules by path; a plugin,
 * whose files may land anywhere, asks the app: `const { api, page } = getApp().mall`.
 */
module.exports = {
  config: require('../config'),
  platform: require('./platform'),
  api: require('./api'),
  track: require('./track'),
  i18n: require('../i18n/index'),
  page: require('./page').page,
  component: require('./page').component,
  clock: require('./clock'),
  link: require('./link'),
  shop: require('./shop'),
};
