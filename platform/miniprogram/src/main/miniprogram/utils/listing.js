/** Lists that grow when the shopper comes to their end. */
const platform = require('./platform');

/**
 * Shows the first page and gives `more()` for the next ones. Data of the page: the items under
 * `name`, and `done`.
 *
 * @param {any} page whose data it fills
 * @param {string} name
 * @param {(after: string | undefined) => Promise<any>} ask
 * @param {(item: any) => any} [shape]
 */
function start(page, name, ask, shape) {
  const state = { next: undefined, busy: false, ended: false };
  page.listing = state;

  function more() {
    if (state.busy || state.ended) {
      return Promise.resolve();
    }
    state.busy = true;
    const first = state.next === undefined;
    return ask(state.next).then(
      (answer) => {
        state.busy = false;
        if (page.listing !== state) {
          return;
        }
        state.next = answer.next || undefined;
        state.ended = !answer.next;
        const items = shape ? answer.items.map(shape) : answer.items;
        page.setData({ [name]: first ? items : page.data[name].concat(items), done: state.ended });
      },
      (problem) => {
        state.busy = false;
        if (page.listing !== state) {
          return;
        }
        if (first) {
          state.ended = true;
          page.setData({ [name]: [], done: true });
        }
        platform.toast(problem.message);
      },
    );
  }

  page.setData({ [name]: [], done: false });
  return { ready: more(), more };
}

module.exports = { start };
