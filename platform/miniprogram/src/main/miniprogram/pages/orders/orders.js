const api = require('../../utils/api');
const clock = require('../../utils/clock');
const listing = require('../../utils/listing');
const orders = require('../../utils/orders');
const platform = require('../../utils/platform');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const TABS = ['all', 'created', 'paid', 'shipped', 'received', 'closed'];

Page(
  page('orders', {
    data: { tabs: [], tab: 'all', orders: [], done: false },

    onLoad(query) {
      this.setData({ tab: TABS.indexOf(query.state) < 0 ? 'all' : query.state });
    },

    onShow() {
      this.load();
    },

    load() {
      const words = i18n.words('orders');
      const named = (counts) =>
        TABS.map((value) => ({ value, text: words[value], count: counts[value] || 0 }));
      const waiting = ({ created, paid, shipped }) => ({ created, paid, shipped });
      this.setData({ tabs: named({}) });
      return this.loaded(api.orderCounts(), (counts) => {
        this.show(this.data.tab);
        return { tabs: named(waiting(counts)) };
      });
    },

    show(tab) {
      const state = tab === 'all' ? undefined : tab;
      this.list = listing.start(
        this,
        'orders',
        (after) => api.orders({ state, after, limit: 10 }),
        (order) =>
          Object.assign({}, order, {
            stateText: orders.stateText(order),
            day: clock.moment(order.createdAt),
            pieces: order.lines.reduce((sum, line) => sum + line.quantity, 0),
          }),
      );
    },

    turn(event) {
      this.setData({ tab: event.detail.value });
      this.show(event.detail.value);
    },

    order(event) {
      return this.data.orders.find((order) => order.id === event.currentTarget.dataset.id);
    },

    see(event) {
      platform.open('/pages/order/order?id=' + event.currentTarget.dataset.id);
    },

    pay(event) {
      platform.open('/pages/cashier/cashier?id=' + event.currentTarget.dataset.id);
    },

    cancel(event) {
      orders.cancel(this.order(event)).then((done) => done && this.load());
    },

    receive(event) {
      orders.receive(this.order(event)).then((done) => done && this.load());
    },

    again(event) {
      orders.again(this.order(event));
    },

    browse() {
      platform.open('/pages/home/home');
    },

    onReachBottom() {
      if (this.list) {
        this.list.more();
      }
    },

    onPullDownRefresh() {
      this.load();
    },
  }),
);
