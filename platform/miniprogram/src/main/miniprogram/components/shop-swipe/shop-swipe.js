const { component } = require('../../utils/page');

/** Something that is removed by drawing it aside. Fires `remove`. */
Component(
  component('common', {
    methods: {
      remove() {
        this.triggerEvent('remove');
      },
    },
  }),
);
