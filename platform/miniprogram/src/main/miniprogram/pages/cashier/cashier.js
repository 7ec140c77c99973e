const api = require('../../utils/api');
const platform = require('../../utils/platform');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

Page(
  page('cashier', {
    data: { order: null, ways: [], way: 'wechat', busy: false, trouble: '' },

    onLoad(query) {
      this.id = query.id;
      this.load();
    },

    load() {
      return this.loaded(api.order(this.id), (story) => {
        if (story.order.state !== 'created') {
          platform.redirect('/pages/pay-result/pay-result?id=' + this.id);
        }
        return { order: story.order, ways: [{ id: 'wechat', name: i18n.words('cashier').wechat }] };
      });
    },

    choose(event) {
      this.setData({ way: event.currentTarget.dataset.way });
    },

    pay() {
      if (this.data.busy) {
        return;
      }
      const { way, order } = this.data;
      const words = i18n.words('cashier');
      this.setData({ busy: true, trouble: '' });
      track.event('pay_channel', { order: order.id, channel: way });
      api
        .startPayment(order.id, way)
        .then((started) => (started.payment ? platform.pay(started.params) : 'paid'))
        .then(
          (outcome) => {
            this.setData({ busy: false });
            if (outcome === 'paid') {
              platform.redirect('/pages/pay-result/pay-result?id=' + order.id);
            } else {
              this.setData({ trouble: outcome === 'cancelled' ? words.cancelled : words.failed });
            }
          },
          (problem) => {
            this.setData({ busy: false, trouble: problem.message });
            if (problem.code === 'payment.order_not_open' || problem.code === 'payment.too_late') {
              platform.redirect('/pages/order/order?id=' + order.id);
            }
          },
        );
    },

    expired() {
      setTimeout(() => platform.redirect('/pages/order/order?id=' + this.id), 1500);
    },
  }),
);
