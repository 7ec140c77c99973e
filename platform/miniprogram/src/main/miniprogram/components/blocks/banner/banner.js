const { component } = require('../../../utils/page');
const link = require('../../../utils/link');
const track = require('../../../utils/track');

/**
 * Large pictures, or words on a ground of the accent, that lead somewhere. Props: `items` of
 * `{ picture, title, subtitle, alt, link, tone }`, `ratio` (`wide`, `square`, `tall`), `seconds`.
 */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    data: { moving: false },
    lifetimes: {
      attached() {
        this.setData({ moving: this.data.props.autoplay !== false });
      },
    },
    methods: {
      go(event) {
        track.event('block_tap', { block: 'banner', link: event.currentTarget.dataset.link });
        link.open(event.currentTarget.dataset.link);
      },
    },
  }),
);
