const mall = require('./utils/mall');

App({
  /** What pages and plugins build with: see utils/mall.js. */
  mall,

  onLaunch(options) {
    mall.track.start(options);
  },

  onShow(options) {
    mall.track.start(options);
  },

  onHide() {
    mall.track.flush();
  },

  onPageNotFound() {
    mall.platform.redirect('/pages/missing/missing');
  },
});
