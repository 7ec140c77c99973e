const { component } = require('../../utils/page');

/** A number of pieces. Fires `change` with `{ value }`, and `limit` when somebody asks for more. */
Component(
  component('common', {
    properties: {
      value: { type: Number, value: 1 },
      min: { type: Number, value: 1 },
      max: { type: Number, value: 9999 },
      label: { type: String, value: '' },
    },
    methods: {
      less() {
        this.to(this.data.value - 1);
      },
      more() {
        this.to(this.data.value + 1);
      },
      typed(event) {
        this.to(parseInt(event.detail.value, 10) || this.data.min);
      },
      to(wanted) {
        const value = Math.max(this.data.min, Math.min(this.data.max, wanted));
        if (wanted > this.data.max) {
          this.triggerEvent('limit', { max: this.data.max });
        }
        if (value !== this.data.value) {
          this.setData({ value });
          this.triggerEvent('change', { value });
        } else if (value !== wanted) {
          this.setData({ value });
        }
      },
    },
  }),
);
