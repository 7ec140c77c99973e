/** Tabs in a row that may be longer than the screen. Fires `change` with `{ value }`. */
Component({
  properties: {
    /** `{ value, text, count }` each. */
    tabs: { type: Array, value: [] },
    value: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  methods: {
    turn(event) {
      const value = event.currentTarget.dataset.value;
      if (value !== this.data.value) {
        this.setData({ value });
        this.triggerEvent('change', { value });
      }
    },
  },
});
