const { component } = require('../../utils/page');

/** What a page shows until it is ready: its bones, or why it failed. Fires `retry`. */
Component(
  component('state', {
    properties: {
      state: { type: String, value: 'loading' },
      /** `list`, `grid`, `product` or `home`. */
      kind: { type: String, value: 'list' },
      failure: { type: Object, value: null },
    },
    data: { four: [1, 2, 3, 4] },
    methods: {
      retry() {
        this.triggerEvent('retry');
      },
    },
  }),
);
