const config = require('../../config');
const api = require('../../utils/api');
const cart = require('../../utils/cart');
const platform = require('../../utils/platform');
const rich = require('../../utils/rich');
const shop = require('../../utils/shop');
const skus = require('../../utils/sku');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');
const { money } = require('../../utils/money');

Page(
  page('product', {
    data: {
      product: null,
      context: {},
      at: 0,
      price: 0,
      ranged: false,
      marketPrice: 0,
      sellable: true,
      liked: false,
      inCart: 0,
      choosing: false,
      mode: 'choose',
      pickedText: '',
      deliveryText: '',
      steps: [],
      detail: '',
    },

    onLoad(query) {
      this.id = query.id;
      this.from = query.from;
      this.load();
    },

    onShow() {
      this.setData({ inCart: cart.known() });
    },

    load() {
      shop.get().then(
        (about) => this.setData({ deliveryText: delivery(about.freight) }),
        () => {},
      );
      return this.loaded(api.product(this.id), (product) => {
        const range = skus.range(product);
        const picked = skus.start(product);
        const only = skus.chosen(product, picked);
        platform.title(product.title);
        track.event('product_view', { product: product.id, from: this.from });
        this.mine(product);
        return {
          product,
          context: { product: product.id },
          detail: rich.text(product.detail),
          pickedText: only ? picked.join(' · ') : '',
          price: only ? only.price : range.low,
          ranged: !only && range.high > range.low,
          marketPrice: (only || product.skus[0]).marketPrice || 0,
          sellable: product.skus.some(skus.sellable),
        };
      });
    },

    /** What only a member has; a guest is not made to sign in for it. */
    mine(product) {
      if (!api.signedIn()) {
        return;
      }
      const quiet = () => {};
      api.leaveFootprint(product.id).catch(quiet);
      api.isFavourite(product.id).then((answer) => this.setData({ liked: answer.favourite }), quiet);
      cart.count().then((inCart) => this.setData({ inCart }), quiet);
      const first = product.skus.find(skus.sellable);
      if (first) {
        this.explain(first);
      }
    },

    explain(sku) {
      if (!api.signedIn()) {
        return;
      }
      api.preview([{ sku: sku.id, quantity: 1 }]).then(
        (preview) => this.setData({ steps: preview.explanation }),
        () => this.setData({ steps: [] }),
      );
    },

    turned(event) {
      this.setData({ at: event.detail.current });
    },

    enlarge(event) {
      platform.preview(
        this.data.product.gallery.map((url) => platform.picture(url, 1600)),
        event.currentTarget.dataset.at,
      );
    },

    choose(event) {
      this.setData({ choosing: true, mode: event.currentTarget.dataset.mode });
    },

    unchoose() {
      this.setData({ choosing: false });
    },

    picked(event) {
      const { sku, text } = event.detail;
      if (!this.data.product) {
        return;
      }
      const range = skus.range(this.data.product);
      this.setData({
        pickedText: text,
        price: sku ? sku.price : range.low,
        ranged: !sku && range.high > range.low,
        marketPrice: (sku || this.data.product.skus[0]).marketPrice || 0,
      });
      if (sku && this.data.choosing) {
        this.explain(sku);
      }
    },

    chosen(event) {
      const { sku, quantity, mode } = event.detail;
      this.setData({ choosing: false });
      if (mode === 'buy') {
        platform.open('/pages/checkout/checkout?sku=' + sku.id + '&quantity=' + quantity);
        return;
      }
      api.addToCart(sku.id, quantity).then(
        () => {
          track.event('cart_add', { product: this.id, sku: sku.id, quantity });
          platform.toast(i18n.words('product').added);
          return cart.count().then((inCart) => this.setData({ inCart }));
        },
        (problem) => platform.toast(problem.message),
      );
    },

    like() {
      const liked = !this.data.liked;
      this.setData({ liked });
      const change = liked ? api.addFavourite(this.id) : api.removeFavourite(this.id);
      change.then(
        () => track.event('favourite', { product: this.id, on: liked }),
        (problem) => {
          this.setData({ liked: !liked });
          platform.toast(problem.message);
        },
      );
    },

    onShareAppMessage() {
      track.event('share', { page: 'product', subject: this.id });
      const product = this.data.product;
      return {
        title: product ? product.title : config.name,
        path: '/pages/product/product?id=' + this.id + '&from=share',
        imageUrl: product ? platform.picture(product.gallery[0], 600) : '',
      };
    },
  }),
);

function delivery(freight) {
  if (!freight.fee) {
    return i18n.words('product').free;
  }
  return freight.freeOver === undefined || freight.freeOver === null
    ? i18n.say('product', 'fee', money(freight.fee))
    : i18n.say('product', 'feeOver', money(freight.fee), money(freight.freeOver));
}
