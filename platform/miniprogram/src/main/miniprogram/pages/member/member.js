const api = require('../../utils/api');
const clock = require('../../utils/clock');
const platform = require('../../utils/platform');
const tabs = require('../../utils/tabs');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const STATES = [
  ['created', 'wallet'],
  ['paid', 'box'],
  ['shipped', 'truck'],
  ['received', 'done'],
];

const LINKS = [
  ['coupons', 'ticket'],
  ['favourites', 'heart'],
  ['footprints', 'eye'],
  ['addresses', 'pin'],
  ['articles', 'book'],
  ['privacy', 'shield'],
  ['about', 'store'],
];

Page(
  page('member', {
    data: { me: null, hello: '', states: [], links: [] },

    onShow() {
      this.load();
    },

    load() {
      const words = i18n.words('member');
      return this.loaded(Promise.all([api.me(), api.orderCounts()]), ([me, counts]) => ({
        me,
        hello: i18n.say('member', 'since', clock.day(me.createdAt)),
        states: STATES.map(([state, icon]) => ({
          state,
          icon,
          text: words['state-' + state],
          count: state === 'received' ? 0 : counts[state] || 0,
        })),
        links: LINKS.map(([name, icon]) => ({
          icon,
          text: words[name],
          url: '/pages/' + name + '/' + name,
        })),
      }));
    },

    language() {
      const tag = i18n.language() === 'en' ? 'zh-CN' : 'en';
      i18n.choose(tag);
      this.speak();
      tabs.speak();
      this.load();
      if (this.data.me) {
        api
          .changeMe({ nickname: this.data.me.nickname, phone: this.data.me.phone, language: tag })
          .catch(() => {});
      }
    },

    onPullDownRefresh() {
      this.load();
    },
  }),
);
