/** What the shop says of itself, asked once and kept for a few minutes. */
const api = require('./api');
const clock = require('./clock');

const KEPT = 5 * 60000;

let known;
let asked = 0;

/** @returns {Promise<any>} */
function get() {
  if (known && Date.now() - asked < KEPT) {
    return known;
  }
  asked = Date.now();
  known = api.shop().then((shop) => {
    clock.heard(shop.time);
    clock.zone(shop.eastMinutes);
    return shop;
  });
  known.catch(() => {
    known = undefined;
  });
  return known;
}

module.exports = { get };
