const config = require('../../config');
const api = require('../../utils/api');
const cart = require('../../utils/cart');
const platform = require('../../utils/platform');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const GONE = ['off-shelf', 'sold-out'];

Page(
  page('cart', {
    data: {
      items: [],
      lost: [],
      all: false,
      picked: 0,
      payable: 0,
      discount: 0,
      steps: [],
      hint: '',
      explaining: false,
      currency: config.currency,
    },

    onShow() {
      this.load();
    },

    load() {
      return this.loaded(api.cart(), (answer) => this.sorted(answer.items));
    },

    sorted(all) {
      const items = all.filter((item) => GONE.indexOf(item.problem) < 0);
      const lost = all.filter((item) => GONE.indexOf(item.problem) >= 0);
      const chosen = items.filter((item) => item.selected);
      cart.seen(all);
      this.price(chosen);
      return {
        items,
        lost,
        all: items.length > 0 && chosen.length === items.length,
        picked: chosen.reduce((sum, item) => sum + item.quantity, 0),
        payable: chosen.reduce((sum, item) => sum + item.price * item.quantity, 0),
      };
    },

    /** The real price, discounts included; the plain sum stands until it has come. */
    price(chosen) {
      const turn = (this.pricing || 0) + 1;
      this.pricing = turn;
      if (!chosen.length) {
        this.setData({ discount: 0, steps: [], hint: '' });
        return;
      }
      api
        .preview(chosen.map((item) => ({ sku: item.sku, quantity: item.quantity })))
        .then((preview) => {
          if (this.pricing !== turn) {
            return;
          }
          const hint = preview.explanation.find((step) => step.outcome === 'hint');
          this.setData({
            payable: preview.goods - preview.discount,
            discount: preview.discount,
            steps: preview.explanation,
            hint: hint ? hint.why : '',
          });
        })
        .catch(() => {});
    },

    find(sku) {
      return this.data.items.find((item) => item.sku === sku);
    },

    /** Shows it at once, then tells the shop; what the shop refuses is put back. */
    change(changed) {
      const kept = this.data.items.concat(this.data.lost);
      const before = kept;
      this.setData(
        this.sorted(kept.map((item) => changed.find((one) => one.sku === item.sku) || item)),
      );
      Promise.all(changed.map((one) => api.changeCart(one.sku, one.quantity, one.selected))).catch(
        (problem) => {
          platform.toast(problem.message);
          this.setData(this.sorted(before));
        },
      );
    },

    tick(event) {
      const item = this.find(event.currentTarget.dataset.sku);
      this.change([Object.assign({}, item, { selected: !item.selected })]);
    },

    tickAll() {
      const selected = !this.data.all;
      this.change(
        this.data.items
          .filter((item) => item.selected !== selected)
          .map((item) => Object.assign({}, item, { selected })),
      );
    },

    count(event) {
      const item = this.find(event.currentTarget.dataset.sku);
      const quantity = event.detail.value;
      clearTimeout(this.counting);
      this.counting = setTimeout(
        () => this.change([Object.assign({}, item, { quantity, problem: undefined })]),
        250,
      );
    },

    remove(event) {
      const item = this.find(event.currentTarget.dataset.sku);
      const words = i18n.words('cart');
      platform
        .ask({ title: words.askRemove, yes: i18n.words('common').remove, no: words.keep })
        .then((yes) => {
          if (!yes) {
            return undefined;
          }
          track.event('cart_remove', { sku: item.sku, quantity: item.quantity });
          return api.removeFromCart(item.sku).then(() => this.load());
        })
        .catch((problem) => platform.toast(problem.message));
    },

    clear() {
      Promise.all(this.data.lost.map((item) => api.removeFromCart(item.sku)))
        .then(() => this.load())
        .catch((problem) => platform.toast(problem.message));
    },

    explain() {
      this.setData({ explaining: true });
    },

    unexplain() {
      this.setData({ explaining: false });
    },

    checkout() {
      if (!this.data.picked) {
        platform.toast(i18n.words('cart').pickFirst);
        return;
      }
      platform.open('/pages/checkout/checkout?from=cart');
    },

    browse() {
      platform.open('/pages/home/home');
    },

    onPullDownRefresh() {
      this.load();
    },
  }),
);
