const platform = require('../../utils/platform');
const { page } = require('../../utils/page');

Page(
  page('coupons', {
    browse() {
      platform.open('/pages/home/home');
    },
  }),
);
