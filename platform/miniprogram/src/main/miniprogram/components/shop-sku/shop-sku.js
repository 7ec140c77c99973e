const { component } = require('../../utils/page');
const platform = require('../../utils/platform');
const skus = require('../../utils/sku');
const i18n = require('../../i18n/index');

/**
 * Choosing one of a product's SKUs. Picture and price follow the choice; what cannot be had is
 * struck. Fires `choose` with `{ sku, quantity, mode }`, `pick` with `{ sku, text }`, and `close`.
 */
Component(
  component('sku', {
    properties: {
      product: { type: Object, value: null },
      visible: { type: Boolean, value: false },
      /** `cart`, `buy`, or `choose` for both buttons. */
      mode: { type: String, value: 'choose' },
    },
    data: {
      picked: [],
      choices: [],
      sku: null,
      picture: '',
      price: 0,
      from: '',
      quantity: 1,
      most: 999,
      ready: false,
      stateText: '',
      pickedText: '',
    },
    observers: {
      product(product) {
        if (product) {
          this.show(skus.start(product));
        }
      },
    },
    methods: {
      show(picked) {
        const product = this.data.product;
        const words = i18n.words('sku');
        const sku = skus.chosen(product, picked);
        const range = skus.range(product);
        const missing = product.specs.filter((spec, i) => !picked[i]).map((spec) => spec.name);
        const states = { plenty: words.plenty, few: words.few, 'sold-out': words.soldOut };
        this.setData({
          picked,
          choices: skus.choices(product, picked),
          sku: sku || null,
          picture: (sku && sku.picture) || product.gallery[0] || '',
          price: sku ? sku.price : range.low,
          from: range.low === range.high ? '' : words.from,
          ready: !!sku && skus.sellable(sku),
          stateText: sku ? states[sku.availability] : '',
          pickedText: missing.length
            ? i18n.say('sku', 'missing', missing.join(' / '))
            : i18n.say('sku', 'picked', picked.join(' · ') || words.only),
        });
        return sku;
      },
      pick(event) {
        const { at, value } = event.currentTarget.dataset;
        const picked = this.data.picked.slice();
        picked[at] = picked[at] === value ? '' : value;
        const sku = this.show(picked);
        this.triggerEvent('pick', { sku: sku || null, text: sku ? picked.join(' · ') : '' });
      },
      count(event) {
        this.setData({ quantity: event.detail.value });
      },
      limit(event) {
        platform.toast(i18n.say('sku', 'limit', event.detail.max));
      },
      done(event) {
        if (!this.data.ready) {
          platform.toast(this.data.sku ? this.data.stateText : this.data.pickedText);
          return;
        }
        this.triggerEvent('choose', {
          sku: this.data.sku,
          quantity: this.data.quantity,
          mode: event.currentTarget.dataset.mode,
        });
      },
      close() {
        this.triggerEvent('close');
      },
    },
  }),
);
