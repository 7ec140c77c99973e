const api = require('../../utils/api');
const clock = require('../../utils/clock');
const orders = require('../../utils/orders');
const platform = require('../../utils/platform');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const WAY = ['created', 'paid', 'shipped', 'received'];

Page(
  page('order', {
    data: {
      order: null,
      stateText: '',
      next: '',
      ways: [],
      place: -1,
      parcels: [],
      applied: [],
      story: [],
    },

    onLoad(query) {
      this.id = query.id;
    },

    onShow() {
      this.load();
    },

    load() {
      return this.loaded(api.order(this.id), (answer) => {
        const words = i18n.words('order');
        const order = answer.order;
        const state = order.state === 'completed' ? 'received' : order.state;
        return {
          order,
          stateText: orders.stateText(order),
          next: orders.next(order),
          ways: WAY.map((step) => words['way-' + step]),
          place: WAY.indexOf(state),
          parcels: answer.parcels.map((parcel) =>
            Object.assign({}, parcel, { when: clock.moment(parcel.shippedAt) }),
          ),
          applied: answer.explanation.filter((step) => step.outcome === 'applied'),
          story: this.told(order, answer.events),
        };
      });
    },

    /** What happened, latest first; what only the staff needs to know is left out. */
    told(order, events) {
      const words = i18n.words('order');
      const placed = events.some((event) => event.kind === 'placed');
      const begun = placed ? [] : [{ kind: 'placed', at: order.createdAt }];
      return begun
        .concat(events)
        .filter((event) => words['event-' + event.kind])
        .map((event) => ({ text: words['event-' + event.kind], at: clock.moment(event.at) }))
        .reverse();
    },

    copy(event) {
      platform.copy(event.currentTarget.dataset.text, i18n.words('common').copied);
    },

    help() {
      platform.open('/pages/after-sale/after-sale?id=' + this.id);
    },

    cancel() {
      orders.cancel(this.data.order).then((done) => done && this.load());
    },

    pay() {
      platform.open('/pages/cashier/cashier?id=' + this.id);
    },

    receive() {
      orders.receive(this.data.order).then((done) => done && this.load());
    },

    again() {
      orders.again(this.data.order);
    },

    onPullDownRefresh() {
      this.load();
    },
  }),
);
