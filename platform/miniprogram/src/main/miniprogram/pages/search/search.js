const api = require('../../utils/api');
const listing = require('../../utils/listing');
const platform = require('../../utils/platform');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const HISTORY = 'searched';
const KEPT = 12;
const PAUSE = 250;
const SORTS = ['newest', 'best-selling', 'cheapest', 'dearest'];

Page(
  page('search', {
    data: {
      words: '',
      focus: false,
      asking: true,
      history: [],
      hot: [],
      suggestions: [],
      sort: 'newest',
      sorts: [],
      layout: 'grid',
      products: [],
      done: false,
    },

    /** `q` for words (none for everything), `category` for its products; without either it asks. */
    onLoad(query) {
      this.category = query.category;
      const words = i18n.words('search');
      this.setData({
        words: query.q || '',
        history: platform.read(HISTORY) || [],
        layout: platform.read('layout') || 'grid',
        sorts: SORTS.map((value) => ({ value, text: words[value] })),
        focus: query.q === undefined && !query.category,
        sort: SORTS.indexOf(query.sort) < 0 ? 'newest' : query.sort,
      });
      if (query.q !== undefined || query.category) {
        this.find();
      } else {
        this.suggest('');
      }
    },

    load() {
      const words = i18n.words('search');
      this.setData({ sorts: SORTS.map((value) => ({ value, text: words[value] })) });
    },

    suggest(words) {
      api.suggestions(words).then(
        (answer) => {
          if (words === this.data.words.trim()) {
            this.setData(words ? { suggestions: answer.items } : { hot: answer.items, suggestions: [] });
          }
        },
        () => {},
      );
    },

    focused() {
      this.setData({ asking: true });
      this.suggest(this.data.words.trim());
    },

    typed(event) {
      const words = event.detail.value;
      this.setData({ words, asking: true, suggestions: words ? this.data.suggestions : [] });
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.suggest(words.trim()), PAUSE);
    },

    clear() {
      this.setData({ words: '', asking: true, suggestions: [], focus: true });
      this.suggest('');
    },

    take(event) {
      this.setData({ words: event.currentTarget.dataset.words });
      this.submit();
    },

    submit() {
      const words = this.data.words.trim();
      clearTimeout(this.typing);
      this.category = undefined;
      if (words) {
        const history = [words]
          .concat(this.data.history.filter((one) => one !== words))
          .slice(0, KEPT);
        platform.write(HISTORY, history);
        this.setData({ history });
      }
      this.find();
    },

    find() {
      const words = this.data.words.trim();
      const category = this.category;
      this.setData({ asking: false, suggestions: [], focus: false });
      this.list = listing.start(this, 'products', (after) =>
        api.products({ q: words, category, sort: this.data.sort, after }),
      );
      if (words) {
        this.list.ready.then(() => track.event('search', { words, results: this.data.products.length }));
      }
    },

    order(event) {
      this.setData({ sort: event.currentTarget.dataset.sort });
      this.find();
    },

    relayout() {
      const layout = this.data.layout === 'grid' ? 'list' : 'grid';
      platform.write('layout', layout);
      this.setData({ layout });
    },

    everything() {
      this.category = undefined;
      this.setData({ words: '' });
      this.find();
    },

    forget() {
      platform.write(HISTORY, undefined);
      this.setData({ history: [] });
    },

    onReachBottom() {
      if (!this.data.asking && this.list) {
        this.list.more();
      }
    },
  }),
);
