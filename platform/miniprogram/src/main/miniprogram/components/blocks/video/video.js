const { component } = require('../../../utils/page');
const platform = require('../../../utils/platform');

/** A film. Props: `src`, `poster`, `title`. */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    data: { src: '', poster: '' },
    lifetimes: {
      attached() {
        this.setData({
          src: platform.picture(this.data.props.src),
          poster: platform.picture(this.data.props.poster, 800),
        });
      },
    },
  }),
);
