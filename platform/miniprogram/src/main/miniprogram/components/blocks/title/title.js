const { component } = require('../../../utils/page');
const link = require('../../../utils/link');

/** A heading. Props: `text`, `subtitle`, `align` (`left`, `center`), `link`, `more`. */
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
