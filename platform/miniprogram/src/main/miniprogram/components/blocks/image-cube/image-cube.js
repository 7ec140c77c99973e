const { component } = require('../../../utils/page');
const link = require('../../../utils/link');
const track = require('../../../utils/track');

/**
 * Pictures side by side. Props: `layout` (`one`, `two`, `three`, `one-two`: one large and two small, `two-two`),
 * `items` of `{ picture, alt, link }`.
 */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    methods: {
      go(event) {
        const target = event.currentTarget.dataset.link;
        if (target) {
          track.event('block_tap', { block: 'image-cube', link: target });
          link.open(target);
        }
      },
    },
  }),
);
