/** How much is in the cart, for the number on its tab. */
const api = require('./api');
const platform = require('./platform');

let pieces = 0;

/** The number as it was last seen. */
function known() {
  return pieces;
}

/** Takes note of a cart that has just been read. */
function seen(items) {
  pieces = items.filter((item) => !item.problem).reduce((sum, item) => sum + item.quantity, 0);
  platform.badge('/pages/cart/cart', pieces);
  return pieces;
}

/** Asks. @returns {Promise<number>} */
function count() {
  return api.cart().then((cart) => seen(cart.items));
}

module.exports = { known, seen, count };
