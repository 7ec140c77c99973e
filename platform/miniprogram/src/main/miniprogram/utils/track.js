/**
 * Tells the shop what shoppers do, so that it learns what helps them. Only declared events with
 * their declared properties leave the program, in batches, and none before the shopper has agreed.
 */
const platform = require('./platform');
const api = require('./api');
const clock = require('./clock');

/** Events and what may be said of each. The interface refuses all others. */
const DECLARED = {
  page_view: ['page', 'query'],
  page_leave: ['page', 'dwell'],
  product_view: ['product', 'from'],
  search: ['words', 'results'],
  block_tap: ['block', 'link'],
  cart_add: ['product', 'sku', 'quantity'],
  cart_remove: ['sku', 'quantity'],
  cart_return: ['order'],
  favourite: ['product', 'on'],
  checkout_step: ['step', 'amount'],
  pay_channel: ['order', 'channel'],
  pay_success: ['order', 'amount'],
  share: ['page', 'subject'],
  activity_step: ['plugin', 'activity', 'step'],
};

const QUEUE = 'track-queue';
const VISITOR = 'visitor';
const AGREED = 'agreed';
const MOST_KEPT = 200;
const MOST_SENT = 50;
const PAUSE = 8000;

let queue;
let session = '';
let scene = '';
let channel = '';
let timer;
let sending = false;

function waiting() {
  if (!queue) {
    queue = platform.read(QUEUE) || [];
  }
  return queue;
}

/** Whether the shopper has agreed to it; undefined when she has not been asked. */
function agreed() {
  return platform.read(AGREED);
}

function agree(yes) {
  platform.write(AGREED, yes);
  if (!yes) {
    queue = [];
    platform.write(QUEUE, undefined);
  }
}

/** How the shopper came: scene of the host, channel of the link. */
function start(options) {
  session = session || api.random();
  scene = String((options && options.scene) || scene || '');
  const query = (options && options.query) || {};
  channel = String(query.channel || channel || '').slice(0, 40);
}

function visitor() {
  let name = platform.read(VISITOR);
  if (!name) {
    name = api.random();
    platform.write(VISITOR, name);
  }
  return name;
}

/** Notes an event. Properties that are not declared stay here. */
function event(name, props) {
  const allowed = DECLARED[name];
  if (!allowed || agreed() !== true) {
    return;
  }
  const said = {};
  allowed.forEach((key) => {
    const value = props && props[key];
    if (value !== undefined && value !== null && value !== '') {
      said[key] = String(value).slice(0, 200);
    }
  });
  waiting().push({ id: api.random(), name, at: new Date(clock.now()).toISOString(), props: said });
  queue = queue.slice(-MOST_KEPT);
  platform.write(QUEUE, queue);
  if (queue.length >= MOST_SENT / 2) {
    flush();
  } else if (!timer) {
    timer = setTimeout(flush, PAUSE);
  }
}

/** Sends what waits. What cannot be sent now goes with the next batch; ids keep it from counting twice. */
function flush() {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting().slice(0, MOST_SENT);
  if (sending || !batch.length || agreed() !== true) {
    return;
  }
  sending = true;
  const done = (sent) => {
    sending = false;
    if (sent) {
      const gone = batch.map((e) => e.id);
      queue = waiting().filter((e) => gone.indexOf(e.id) < 0);
      platform.write(QUEUE, queue);
    }
  };
  api
    .events({ visitor: visitor(), session: session || api.random(), scene, channel, events: batch })
    .then(
      () => done(true),
      (problem) => done(problem.status >= 400 && problem.status < 500 && problem.status !== 429),
    );
}

module.exports = { start, event, flush, agreed, agree, DECLARED };
