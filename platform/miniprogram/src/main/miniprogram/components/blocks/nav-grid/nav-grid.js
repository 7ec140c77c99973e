const { component } = require('../../../utils/page');
const api = require('../../../utils/api');
const link = require('../../../utils/link');
const track = require('../../../utils/track');

const MOST = 10;
const FEW = 5;

/** The categories; where there are few, those below them. */
function shown(roots) {
  if (roots.length >= FEW) {
    return roots;
  }
  const below = [];
  roots.forEach((root) => {
    Array.prototype.push.apply(below, root.children.length ? root.children : [root]);
  });
  return below;
}

/**
 * Ways into the shop. Props: `columns` (4 or 5), `items` of `{ label, link, icon | picture }`, or
 * `source: 'categories'` for the shop's own categories.
 */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    data: { items: [] },
    lifetimes: {
      attached() {
        if (this.data.props.source !== 'categories') {
          this.setData({ items: (this.data.props.items || []).slice(0, MOST) });
          return;
        }
        api.categories().then(
          (tree) =>
            this.setData({
              items: shown(tree.items)
                .slice(0, MOST)
                .map((category) => ({ label: category.name, link: 'category:' + category.id })),
            }),
          () => {},
        );
      },
    },
    methods: {
      go(event) {
        track.event('block_tap', { block: 'nav-grid', link: event.currentTarget.dataset.link });
        link.open(event.currentTarget.dataset.link);
      },
    },
  }),
);
