/**
 * Links as merchants choose them: `product:<id>`, `category:<id>`, `search:<words>`,
 * `page:<name>`, `article:<id>`, `path:/packages/…`, or the name of a page of the core
 * (`cart`, `orders`, `coupons` …).
 */
const platform = require('./platform');

const NAMED = [
  'home',
  'category',
  'cart',
  'member',
  'search',
  'orders',
  'coupons',
  'favourites',
  'footprints',
  'articles',
  'addresses',
  'about',
];

/** The address of the page that a link leads to; empty when it leads nowhere. */
function url(link) {
  const text = String(link || '');
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  const value = colon < 0 ? '' : text.slice(colon + 1);
  switch (kind) {
    case 'product':
      return '/pages/product/product?id=' + encodeURIComponent(value);
    case 'category':
      return '/pages/search/search?category=' + encodeURIComponent(value);
    case 'search':
      return '/pages/search/search?q=' + encodeURIComponent(value);
    case 'page':
      return '/pages/page/page?name=' + encodeURIComponent(value);
    case 'article':
      return '/pages/article/article?id=' + encodeURIComponent(value);
    case 'path':
      return /^\/(pages|packages)\/[\w/.?=&%-]+$/.test(value) ? value : '';
    default:
      return NAMED.indexOf(kind) >= 0 ? '/pages/' + kind + '/' + kind : '';
  }
}

/** Opens what a link leads to. */
function open(link) {
  const target = url(link);
  if (target) {
    platform.open(target);
  }
}

module.exports = { url, open };
