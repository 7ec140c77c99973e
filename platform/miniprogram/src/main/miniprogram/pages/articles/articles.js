const api = require('../../utils/api');
const clock = require('../../utils/clock');
const listing = require('../../utils/listing');
const platform = require('../../utils/platform');
const { page } = require('../../utils/page');

Page(
  page('articles', {
    data: { articles: [], done: false },

    onLoad() {
      this.load();
    },

    load() {
      this.list = listing.start(
        this,
        'articles',
        (after) => api.articles(after),
        (article) => Object.assign({}, article, { when: clock.day(article.publishedAt) }),
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
