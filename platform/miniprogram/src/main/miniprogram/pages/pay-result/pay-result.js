const api = require('../../utils/api');
const platform = require('../../utils/platform');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const LOOKS = 20;
const PAUSE = 1500;

Page(
  page('payResult', {
    data: { order: null, mood: 'wait', headline: '', sentence: '' },

    onLoad(query) {
      this.id = query.id;
      this.looks = 0;
      this.load();
    },

    onUnload() {
      clearTimeout(this.timer);
    },

    load() {
      return this.loaded(api.order(this.id), (story) => this.shown(story.order));
    },

    /** The order decides, not the payment sheet: money may take a moment to arrive. */
    shown(order) {
      const words = i18n.words('payResult');
      this.looks += 1;
      if (order.state === 'created' && this.looks < LOOKS) {
        this.timer = setTimeout(() => this.load(), PAUSE);
        return { order, mood: 'wait', headline: words.waiting, sentence: words.waitingText };
      }
      if (order.state === 'created') {
        return { order, mood: 'bad', headline: words.unpaid, sentence: words.unpaidText };
      }
      if (order.state === 'closed') {
        const back = order.paid > 0 || order.refunded > 0;
        return {
          order,
          mood: 'gone',
          headline: words.closed,
          sentence: back ? words.refunding : words.closedText,
        };
      }
      track.event('pay_success', { order: order.id, amount: order.paid });
      return { order, mood: 'good', headline: words.paid, sentence: words.paidText };
    },

    again() {
      platform.redirect('/pages/cashier/cashier?id=' + this.id);
    },

    see() {
      platform.redirect('/pages/order/order?id=' + this.id);
    },

    browse() {
      platform.open('/pages/home/home');
    },
  }),
);
