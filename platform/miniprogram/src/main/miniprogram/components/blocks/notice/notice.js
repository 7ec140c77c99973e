const { component } = require('../../../utils/page');
const link = require('../../../utils/link');

/** One line that shoppers should know. Props: `text`, `link`. */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    methods: {
      go() {
        link.open(this.data.props.link);
      },
    },
  }),
);
