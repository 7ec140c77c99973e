const { component } = require('../../utils/page');
const config = require('../../config');
const platform = require('../../utils/platform');

/** A product in a list. */
Component(
  component('card', {
    properties: {
      product: { type: Object, value: { title: '', cover: '', price: 0, sold: 0 } },
      /** `grid`, `list` or `scroll`. */
      layout: { type: String, value: 'grid' },
      lazy: { type: Boolean, value: true },
    },
    data: { currency: config.currency },
    methods: {
      go() {
        platform.open('/pages/product/product?id=' + this.data.product.id);
      },
    },
  }),
);
