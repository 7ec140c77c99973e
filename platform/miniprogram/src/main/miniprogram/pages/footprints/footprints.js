const api = require('../../utils/api');
const clock = require('../../utils/clock');
const listing = require('../../utils/listing');
const platform = require('../../utils/platform');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const DAY = 86400000;

Page(
  page('footprints', {
    data: { products: [], done: false },

    onShow() {
      this.load();
    },

    load() {
      this.last = '';
      this.list = listing.start(
        this,
        'products',
        (after) => api.footprints(after),
        (seen) => {
          const head = this.dayName(seen.seenAt);
          const product = Object.assign({}, seen.product, { head: head === this.last ? '' : head });
          this.last = head;
          return product;
        },
      );
    },

    dayName(instant) {
      const words = i18n.words('footprints');
      const day = clock.day(instant);
      if (day === clock.day(clock.now())) {
        return words.today;
      }
      return day === clock.day(clock.now() - DAY) ? words.yesterday : day;
    },

    remove(event) {
      const id = event.currentTarget.dataset.id;
      api.removeFootprint(id).then(
        () => this.load(),
        (problem) => platform.toast(problem.message),
      );
    },

    clear() {
      const words = i18n.words('footprints');
      platform
        .ask({ title: words.askClear, yes: words.clear, no: i18n.words('common').cancel })
        .then((yes) => (yes ? api.clearFootprints().then(() => this.load()) : undefined))
        .catch((problem) => platform.toast(problem.message));
    },

    browse() {
      platform.open('/pages/home/home');
    },

    onReachBottom() {
      this.list.more();
    },
  }),
);
