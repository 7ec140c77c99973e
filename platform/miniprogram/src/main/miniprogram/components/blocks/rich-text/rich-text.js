const { component } = require('../../../utils/page');
const rich = require('../../../utils/rich');

/** Words and pictures as the merchant wrote them. Props: `html`, clean. */
Component(
  component('blocks', {
    // the classes of rich text are the app's
    options: { styleIsolation: 'apply-shared' },
    properties: { props: { type: Object, value: {} } },
    data: { html: '' },
    lifetimes: {
      attached() {
        this.setData({ html: rich.text(this.data.props.html) });
      },
    },
  }),
);
