const { component } = require('../../utils/page');

/** The foot of a list that grows. */
Component(
  component('common', {
    properties: {
      loading: { type: Boolean, value: false },
      done: { type: Boolean, value: false },
      text: { type: String, value: '' },
    },
  }),
);
