const platform = require('../../utils/platform');
const { page } = require('../../utils/page');

Page(
  page('missing', {
    home() {
      platform.redirect('/pages/home/home');
    },
  }),
);
