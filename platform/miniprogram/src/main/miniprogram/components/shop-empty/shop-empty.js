/** Nothing here: a kind sentence and a way on. Fires `go`. */
Component({
  properties: {
    art: { type: String, value: 'box' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    action: { type: String, value: '' },
  },
  methods: {
    go() {
      this.triggerEvent('go');
    },
  },
});
