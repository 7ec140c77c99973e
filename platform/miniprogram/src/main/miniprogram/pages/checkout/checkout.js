const config = require('../../config');
const api = require('../../utils/api');
const cart = require('../../utils/cart');
const chosen = require('../../utils/chosen');
const clock = require('../../utils/clock');
const platform = require('../../utils/platform');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

Page(
  page('checkout', {
    data: {
      preview: null,
      address: null,
      note: '',
      busy: false,
      blocked: false,
      trouble: '',
      held: '',
      currency: config.currency,
    },

    /** `from=cart`, or one SKU: `sku`, `quantity` and, held by an activity, `plugin`, `claim`, `until`. */
    onLoad(query) {
      this.query = query;
      this.token = api.random();
      track.event('checkout_step', { step: 'open' });
      this.load();
    },

    onShow() {
      const address = chosen.take();
      if (address) {
        this.setData({ address });
      } else if (this.data.state === 'ready' && !this.data.address) {
        this.addresses().catch(() => {});
      }
    },

    items() {
      const { sku, quantity, plugin, claim } = this.query;
      if (sku) {
        const item = { sku, quantity: Number(quantity) || 1 };
        if (claim) {
          item.claim = { plugin, id: claim };
        }
        return Promise.resolve([item]);
      }
      return api
        .cart()
        .then((answer) =>
          answer.items
            .filter((item) => item.selected && item.problem !== 'off-shelf' && item.problem !== 'sold-out')
            .map((item) => ({ sku: item.sku, quantity: item.quantity })),
        );
    },

    addresses() {
      return api.addresses().then((list) => {
        this.setData({ address: this.data.address || list.items[0] || null });
      });
    },

    load() {
      const priced = this.items().then((items) => {
        this.bought = items;
        return items.length ? api.preview(items) : null;
      });
      return this.loaded(Promise.all([priced, this.addresses()]), ([preview]) => this.shown(preview));
    },

    shown(preview) {
      const until = this.query.until;
      return {
        preview,
        held: until && clock.until(until) > 0 ? until : '',
        blocked: !!preview && (!!preview.refusal || preview.shortages.length > 0),
        trouble: preview ? preview.refusal || this.short(preview.shortages, preview.lines) : '',
      };
    },

    short(shortages, lines) {
      if (!shortages.length) {
        return '';
      }
      const names = shortages.map((each) => {
        const line = lines.find((one) => one.sku === each.sku);
        return line ? line.title : '';
      });
      return i18n.say('checkout', 'short', names.join('、'));
    },

    noted(event) {
      this.setData({ note: event.detail.value });
    },

    chooseAddress() {
      platform.open(
        this.data.address ? '/pages/addresses/addresses?choose=1' : '/pages/address/address?choose=1',
      );
    },

    lost() {
      this.setData({ held: '', blocked: true, trouble: i18n.words('checkout').claimGone });
    },

    browse() {
      platform.open('/pages/home/home');
    },

    place() {
      const { preview, address, note, busy, blocked } = this.data;
      if (busy || blocked) {
        return;
      }
      if (!address) {
        platform.toast(i18n.words('checkout').needAddress);
        this.chooseAddress();
        return;
      }
      this.setData({ busy: true, trouble: '' });
      api
        .placeOrder({
          token: this.token,
          fingerprint: preview.fingerprint,
          items: this.bought,
          address: address.id,
          note,
        })
        .then(
          (order) => this.placed(order),
          (problem) => this.refused(problem),
        );
    },

    placed(order) {
      track.event('checkout_step', { step: 'placed', amount: order.payable });
      const after = order.state === 'created' ? 'cashier/cashier' : 'pay-result/pay-result';
      if (this.query.from === 'cart') {
        cart.count().catch(() => {});
      }
      platform.redirect('/pages/' + after + '?id=' + order.id);
    },

    refused(problem) {
      const words = i18n.words('checkout');
      // without a clear answer the order may exist: the same token finds it instead of placing another
      if (problem.status >= 400 && problem.status < 500) {
        this.token = api.random();
      }
      if (problem.code === 'order.price_changed') {
        this.setData(
          Object.assign(this.shown(problem.details.preview), { busy: false, trouble: words.newPrice }),
        );
        return;
      }
      if (problem.code === 'order.stock_short') {
        this.setData({
          busy: false,
          trouble: this.short(problem.details.shortages, this.data.preview.lines),
        });
        return;
      }
      this.setData({ busy: false, trouble: problem.message });
    },
  }),
);
