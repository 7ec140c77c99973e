const { component } = require('../../../utils/page');
const api = require('../../../utils/api');
const link = require('../../../utils/link');

/**
 * Products. Props: `title`, `layout` (`grid`, `list`, `scroll`), `limit`, and where they come from:
 * `source` `newest`, `best-selling`, `category` (with `category`) or `products` (with `products`,
 * their ids).
 */
Component(
  component('blocks', {
    properties: { props: { type: Object, value: {} } },
    data: { layout: 'grid', products: [], bones: [1, 2, 3, 4], gone: false, more: '' },
    lifetimes: {
      attached() {
        const props = this.data.props;
        const layout = ['grid', 'list', 'scroll'].indexOf(props.layout) < 0 ? 'grid' : props.layout;
        this.setData({ layout, more: wayOn(props) });
        this.find(props).then(
          (products) => this.setData({ products, gone: !products.length }),
          () => this.setData({ gone: true }),
        );
      },
    },
    methods: {
      find(props) {
        const limit = Math.min(40, props.limit || 6);
        if (props.source === 'products') {
          const wanted = (props.products || []).slice(0, 20);
          return Promise.all(wanted.map((id) => api.product(id).then(card, () => null))).then(
            (found) => found.filter((product) => product),
          );
        }
        return api
          .products({
            limit,
            sort: props.source === 'best-selling' ? 'best-selling' : undefined,
            category: props.source === 'category' ? props.category : undefined,
          })
          .then((list) => list.items);
      },
      go(event) {
        link.open(event.currentTarget.dataset.link);
      },
    },
  }),
);

/** Where the rest of the list is. */
function wayOn(props) {
  switch (props.source) {
    case 'products':
      return '';
    case 'category':
      return 'category:' + props.category;
    case 'best-selling':
      return 'path:/pages/search/search?q=&sort=best-selling';
    default:
      return 'search:';
  }
}

function card(product) {
  return {
    id: product.id,
    title: product.title,
    subtitle: product.subtitle,
    cover: product.gallery[0],
    price: Math.min.apply(
      null,
      product.skus.map((sku) => sku.price),
    ),
    sold: product.sold,
  };
}
