/** What orders have in common wherever they are shown. */
const api = require('./api');
const cart = require('./cart');
const clock = require('./clock');
const { money } = require('./money');
const platform = require('./platform');
const track = require('./track');
const i18n = require('../i18n/index');

/** The state in two or three words. */
function stateText(order) {
  return i18n.words('orders')['state-' + order.state] || order.state;
}

/** What happens next and when; of a closed order why, and where the money went. */
function next(order) {
  const words = i18n.words('order');
  if (order.state === 'created') {
    return i18n.say('order', 'next-created', clock.moment(order.dueAt));
  }
  if (order.state === 'closed') {
    const why = words['closed-' + order.closeReason] || words['closed-shop'];
    if (order.refunded > 0) {
      return why + i18n.say('order', 'refunded', money(order.refunded));
    }
    return order.paid > 0 ? why + i18n.say('order', 'refunding', money(order.paid)) : why;
  }
  return words['next-' + order.state] || '';
}

function failed(problem) {
  platform.toast(problem.message);
  return false;
}

/** Asks, then cancels. @returns {Promise<boolean>} whether it was done */
function cancel(order) {
  const words = i18n.words('orders');
  return platform
    .ask({ title: words.askCancel, text: words.askCancelText, yes: words.cancel, no: words.keep })
    .then((yes) => (yes ? api.cancelOrder(order.id).then(() => true) : false))
    .catch(failed);
}

/** Asks, then confirms that the goods have come. @returns {Promise<boolean>} whether it was done */
function receive(order) {
  const words = i18n.words('orders');
  return platform
    .ask({ title: words.askReceive, text: words.askReceiveText, yes: words.receive, no: words.notYet })
    .then((yes) => (yes ? api.receiveOrder(order.id).then(() => true) : false))
    .catch(failed);
}

/** Puts the same things into the cart; what has gone from the shelf is left out and said. */
function again(order) {
  const words = i18n.words('orders');
  const put = (line) => api.addToCart(line.sku, line.quantity).then(() => true, () => false);
  return Promise.all(order.lines.map(put)).then((done) => {
    track.event('cart_return', { order: order.id });
    cart.count().catch(() => {});
    if (done.every((one) => !one)) {
      platform.toast(words.allGone);
      return;
    }
    if (done.some((one) => !one)) {
      platform.toast(words.someGone);
    }
    platform.open('/pages/cart/cart');
  });
}

module.exports = { stateText, next, cancel, receive, again };
