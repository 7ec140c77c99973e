/** What the pages of flash sales have in common. */
const words = require('./words');

const { api, clock, i18n, platform } = getApp().mall;

i18n.add('seckill', words);

const routes = api.plugin('seckill');

/** Announced and running sales by slot. */
function slots() {
  return routes.get('/sales').then((answer) => {
    clock.heard(answer.serverTime);
    return answer.slots;
  });
}

/** One sale. */
function sale(id) {
  return routes.get('/activities/' + encodeURIComponent(id)).then((answer) => {
    clock.heard(answer.serverTime);
    return answer;
  });
}

/** Claims of this member that wait for an order. */
function held(activity) {
  if (!api.signedIn()) {
    return Promise.resolve([]);
  }
  return routes
    .mine('/claims')
    .then((answer) =>
      answer.claims.filter((claim) => claim.activity === activity && claim.state === 'HELD'),
    );
}

/** Claims that wait for an order or a payment, with what they hold. */
function open() {
  return routes.mine('/claims').then((answer) => {
    const known = {};
    const activities = answer.claims
      .map((each) => each.activity)
      .filter((id, i, all) => all.indexOf(id) === i);
    return Promise.all(
      activities.map((id) =>
        sale(id).then(
          (found) => found.sale.items.forEach((item) => (known[id + item.sku] = item)),
          () => {},
        ),
      ),
    ).then(() =>
      answer.claims.map((each) =>
        Object.assign({}, known[each.activity + each.sku], each, { used: each.state === 'USED' }),
      ),
    );
  });
}

/** Gives a claim back. */
function giveBack(id) {
  return routes.remove('/claims/' + encodeURIComponent(id));
}

/** Claims pieces. A repeat with the same key finds the same claim. */
function claim(activity, sku, quantity, key) {
  return routes.post('/activities/' + activity + '/claims', { sku, quantity }, key);
}

/** Messages that a member may accept: one before the start, one before a claim runs out. */
const MESSAGES = ['seckill/start', 'seckill/pay'];

/** Notes which of the messages the member has accepted. */
function remind(activity, accepted) {
  return routes.post('/activities/' + activity + '/reminder', {
    start: accepted.indexOf(MESSAGES[0]) >= 0,
    payment: accepted.indexOf(MESSAGES[1]) >= 0,
  });
}

/** Opens the checkout of a claim. */
function order(claimed) {
  platform.open(
    '/pages/checkout/checkout?plugin=seckill&claim=' +
      claimed.id +
      '&sku=' +
      claimed.sku +
      '&quantity=' +
      claimed.quantity +
      '&until=' +
      encodeURIComponent(claimed.expiresAt),
  );
}

/** An item with what a template shows of it. */
function shown(sale, item) {
  return Object.assign({}, item, {
    activity: sale.id,
    stage: sale.stage,
    left: item.left,
    percent: item.left === 'NONE' ? 100 : Math.min(99, item.percent),
  });
}

module.exports = { MESSAGES, slots, sale, held, open, giveBack, claim, remind, order, shown };
