const { component } = require('../../../utils/page');
const platform = require('../../../utils/platform');

/** The way to the search page. Props: `placeholder`. */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    methods: {
      go() {
        platform.open('/pages/search/search');
      },
    },
  }),
);
