const { component } = require('../../utils/page');

/** A sheet from below, with a head and a foot that stay. Fires `close`. */
Component(
  component('common', {
    properties: {
      visible: { type: Boolean, value: false },
      title: { type: String, value: '' },
    },
    methods: {
      onChange(event) {
        if (!event.detail.visible) {
          this.close();
        }
      },
      close() {
        this.triggerEvent('close');
      },
    },
  }),
);
