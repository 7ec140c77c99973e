const api = require('../../utils/api');
const clock = require('../../utils/clock');
const platform = require('../../utils/platform');
const rich = require('../../utils/rich');
const { page } = require('../../utils/page');

Page(
  page('article', {
    data: { article: null, when: '', html: '' },

    onLoad(query) {
      this.id = query.id;
      this.load();
    },

    load() {
      return this.loaded(api.article(this.id), (article) => {
        platform.title(article.title);
        return { article, when: clock.day(article.publishedAt), html: rich.text(article.body) };
      });
    },

    onShareAppMessage() {
      const article = this.data.article;
      return {
        title: article ? article.title : '',
        path: '/pages/article/article?id=' + this.id,
        imageUrl: article && article.cover ? platform.picture(article.cover, 600) : '',
      };
    },
  }),
);
