/* The page designer. What is on the page lives here as a list of blocks; the server reads every change, keeps the draft and
   shows it in the frame, which is the storefront itself at its own address. */
(() => {
  'use strict';
  const root = document.getElementById('designer');
  const data = JSON.parse(document.getElementById('page-data').textContent);
  const words = data.words;
  const one = (selector) => root.querySelector(selector);
  const list = one('[data-blocks]');
  const panel = one('[data-panel]');
  const token = () => JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token'];
  const kinds = new Map(data.palette.map((kind) => [kind.plugin + '/' + kind.type, kind]));
  const kindOf = (block) => kinds.get(block.plugin + '/' + block.type);
  const fill = (text, value) => text.replace('{0}', String(value));

  let count = 0;
  const keyed = (block) => ({...block, key: ++count});
  let state = {title: data.title, blocks: data.blocks.map(keyed)};
  let version = data.version;
  let chosen = 0;
  const past = [];
  let future = [];
  let session = ''; // what the last change was about: typing into one field is one step back

  // --- saving

  const say = (words) => { one('[data-said]').textContent = words; };
  const toast = (html) => { document.getElementById('toasts').insertAdjacentHTML('beforeend', html); document.dispatchEvent(new Event('htmx:afterSettle')); };
  const problem = (text) => { const box = one('[data-problem]'); box.hidden = !text; box.textContent = text || ''; };
  const sent = () => JSON.stringify({version, title: state.title, blocks: state.blocks.map(({plugin, type, version: of, props}) => ({plugin, type, version: of, props}))});
  const content = () => JSON.stringify([state.title, state.blocks.map(({plugin, type, version: of, props}) => [plugin, type, of, props])]);
  let stored = content();
  let timer = 0;
  let running = null;
  let stale = false;
  const unsaved = () => content() !== stored;

  const post = async (path, body, type) => {
    const answer = await fetch(path, {method: 'POST', body, credentials: 'same-origin', headers: {'Content-Type': type, 'X-CSRF-Token': token(), 'HX-Request': 'true'}});
    const to = answer.headers.get('HX-Redirect');
    if (to) location.href = to;
    const json = (answer.headers.get('Content-Type') || '').startsWith('application/json');
    return {status: answer.status, json: json ? await answer.json() : null, text: json ? '' : await answer.text()};
  };

  const save = async (always) => {
    clearTimeout(timer);
    if (running) { await running; return save(always); }
    if (stale || (!unsaved() && !always)) return !stale && !wrong();
    running = send();
    const fine = await running;
    running = null;
    return fine;
  };
  const send = async () => {
    const now = content();
    say(words.saving);
    try {
      const answer = await post('/page-drafts/' + data.id, sent(), 'application/json');
      state.blocks.forEach((block) => { delete block.wrong; });
      if (answer.status === 200) {
        version = answer.json.version;
        stored = now;
        root.querySelectorAll('input[name=_version]').forEach((field) => { field.value = String(version); });
        problem('');
        say(words.saved);
        one('[data-state]').innerHTML = answer.json.state;
        show(answer.json.preview);
        draw();
        return true;
      }
      if (answer.json) {
        answer.json.wrong.forEach((error) => { const at = state.blocks[error.block]; if (at) at.wrong = error.message; else problem(error.message); });
        say(words.fix);
        draw();
        return false;
      }
      stale = answer.status === 409;
      if (stale) problem(words.stale); else toast(answer.text);
      say(words.unsaved);
      return false;
    } catch (away) {
      say(words.offline);
      timer = setTimeout(save, 5000);
      return false;
    }
  };
  const soon = () => { say(words.unsaved); clearTimeout(timer); timer = setTimeout(save, 500); };
  window.addEventListener('beforeunload', (event) => { if (unsaved() && !stale) event.preventDefault(); });

  // --- changing, and the way back

  const copy = () => ({title: state.title, blocks: state.blocks.map((block) => ({...block}))});
  const change = (about, doing) => {
    if (about === '' || about !== session) past.push(copy());
    if (past.length > 100) past.shift();
    session = about;
    future = [];
    doing();
    draw();
    soon();
  };
  const step = (from, to) => {
    if (!from.length) return;
    to.push(copy());
    state = from.pop();
    session = '';
    if (!state.blocks.some((block) => block.key === chosen)) chosen = 0;
    draw();
    open();
    soon();
  };
  const back = () => step(past, future);
  const forth = () => step(future, past);
  one('[data-undo]').addEventListener('click', back);
  one('[data-redo]').addEventListener('click', forth);
  one('[data-save]').addEventListener('click', () => save(version === 0));
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const typing = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const key = event.key.toLowerCase();
    if (key === 's') { event.preventDefault(); save(version === 0); }
    if (typing) return;
    if (key === 'z') { event.preventDefault(); if (event.shiftKey) forth(); else back(); }
    if (key === 'y') { event.preventDefault(); forth(); }
  });

  const place = (key) => state.blocks.findIndex((block) => block.key === key);
  const add = (kind, at) => {
    if (state.blocks.length >= data.most) { problem(fill(words.full, data.most)); return; }
    const block = keyed({plugin: kind.plugin, type: kind.type, version: kind.version, props: kind.props});
    change('', () => { state.blocks.splice(at, 0, block); chosen = block.key; });
    open();
  };
  const move = (key, to) => {
    const from = place(key);
    if (from < 0 || to < 0 || to >= state.blocks.length || from === to) return;
    change('', () => state.blocks.splice(to, 0, ...state.blocks.splice(from, 1)));
    say(fill(words.moved, to + 1));
    focusOn(key);
  };
  const remove = (key) => {
    const at = place(key);
    change('', () => { state.blocks.splice(at, 1); if (chosen === key) chosen = 0; });
    say(words.removed);
    open();
    const next = state.blocks[Math.min(at, state.blocks.length - 1)];
    if (next) focusOn(next.key);
  };
  const twice = (key) => {
    const at = place(key);
    const block = state.blocks[at];
    if (state.blocks.length >= data.most) { problem(fill(words.full, data.most)); return; }
    change('', () => state.blocks.splice(at + 1, 0, keyed({...block, wrong: undefined})));
  };
  const focusOn = (key) => { const button = list.querySelector('[data-key="' + key + '"] .designer-pick'); if (button) button.focus(); };

  // --- the list of blocks

  const made = (tag, name, text) => { const node = document.createElement(tag); node.className = name; if (text !== undefined) node.textContent = text; return node; };
  const icon = (name) => { const node = made('i', 'ti ti-' + name); node.setAttribute('aria-hidden', 'true'); return node; };
  const tool = (name, label, act, off) => {
    const button = made('button', 'btn btn-icon btn-sm btn-ghost-secondary');
    button.type = 'button';
    button.title = label;
    button.setAttribute('aria-label', label);
    button.disabled = Boolean(off);
    button.dataset.off = '';
    button.append(icon(name));
    button.addEventListener('click', act);
    return button;
  };
  const gist = (props) => {
    const text = ['title', 'text', 'placeholder'].map((name) => props[name]).find((value) => typeof value === 'string' && value) ||
      (Array.isArray(props.items) ? props.items.map((item) => item.title || item.label || '').filter(Boolean).join('、') : '') ||
      (typeof props.html === 'string' ? new DOMParser().parseFromString(props.html, 'text/html').body.textContent : '');
    return text.slice(0, 40);
  };
  const row = (block, index) => {
    const kind = kindOf(block);
    const item = made('li', 'designer-block' + (block.key === chosen ? ' is-chosen' : '') + (kind ? '' : ' is-missing') + (block.wrong ? ' is-wrong' : ''));
    item.dataset.key = String(block.key);
    const grip = made('span', 'designer-grip');
    grip.append(icon('grip-vertical'));
    const pick = made('button', 'designer-pick');
    pick.type = 'button';
    if (block.key === chosen) pick.setAttribute('aria-current', 'true');
    const name = made('span', 'designer-name');
    name.append(icon(kind ? kind.icon : 'puzzle'), made('span', '', kind ? kind.name : block.plugin + ' / ' + block.type));
    pick.append(name);
    const note = block.wrong || (kind ? gist(block.props) : words.missing);
    if (note) pick.append(made('span', 'designer-note', note));
    pick.addEventListener('click', () => { chosen = block.key; session = ''; draw(); open(); view('panel'); tell(); focusOn(block.key); });
    const tools = made('span', 'designer-tools');
    const label = (word) => word + ' ' + (kind ? kind.name : block.type);
    tools.append(
      tool('chevron-up', label(words.up), () => move(block.key, place(block.key) - 1), index === 0),
      tool('chevron-down', label(words.down), () => move(block.key, place(block.key) + 1), index === state.blocks.length - 1),
      tool('copy', label(words.copy), () => twice(block.key)),
      tool('trash', label(words.remove), () => remove(block.key)),
    );
    item.append(grip, pick, tools);
    return item;
  };
  const draw = () => {
    const held = document.activeElement && document.activeElement.closest('[data-key]');
    const label = held && document.activeElement.getAttribute('aria-label');
    const key = held && held.dataset.key;
    list.replaceChildren(...state.blocks.map(row));
    one('[data-empty]').hidden = state.blocks.length > 0;
    one('[data-undo]').disabled = !past.length;
    one('[data-redo]').disabled = !future.length;
    if (key) {
      const again = list.querySelector('[data-key="' + key + '"]');
      const button = again && ((label && [...again.querySelectorAll('button')].find((each) => each.getAttribute('aria-label') === label && !each.disabled)) || again.querySelector('.designer-pick'));
      if (button) button.focus();
    }
  };
  list.addEventListener('keydown', (event) => {
    const item = event.target.closest('[data-key]');
    if (!item || event.ctrlKey || event.metaKey) return;
    const key = Number(item.dataset.key);
    const at = place(key);
    const way = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (way) {
      event.preventDefault();
      if (event.altKey) move(key, at + way); else if (state.blocks[at + way]) focusOn(state.blocks[at + way].key);
    } else if (event.key === 'Delete' && event.target.classList.contains('designer-pick')) {
      event.preventDefault();
      remove(key);
    }
  });
  const end = () => { const at = place(chosen); return at < 0 ? state.blocks.length : at + 1; };
  one('[data-palette]').addEventListener('click', (event) => {
    const item = event.target.closest('[data-kind]');
    if (item) { add(kinds.get(item.dataset.kind), end()); focusOn(chosen); }
  });
  const assets = document.querySelector('script[src*="/designer.js"]').getAttribute('src').replace('designer.js', '');
  const sortable = document.createElement('script');
  sortable.src = assets + 'Sortable.min.js';
  sortable.addEventListener('load', () => {
    const common = {animation: 120, delay: 120, delayOnTouchOnly: true};
    window.Sortable.create(list, {...common, group: {name: 'blocks', pull: false, put: true}, filter: '.designer-tools', preventOnFilter: false,
      onUpdate: (event) => { const key = Number(event.item.dataset.key); const to = event.newIndex; draw(); move(key, to); },
      onAdd: (event) => { const kind = kinds.get(event.item.dataset.kind); event.item.remove(); add(kind, event.newIndex); }});
    window.Sortable.create(one('[data-palette]'), {...common, group: {name: 'blocks', pull: 'clone', put: false}, sort: false});
  });
  document.head.append(sortable);

  // --- settings of the block that is chosen

  let last = '';
  let asked = 0;
  let reading = 0;
  const form = () => panel.querySelector('.designer-form');
  const values = () => new URLSearchParams([...new FormData(form())].filter(([, value]) => typeof value === 'string')).toString();
  const open = async () => {
    const block = state.blocks[place(chosen)];
    last = '';
    if (!block) { settings(); return; }
    if (!kindOf(block)) {
      panel.replaceChildren(made('h2', 'designer-title', block.plugin + ' / ' + block.type), made('p', 'text-secondary mb-0', words['missing.text']));
      return;
    }
    const key = block.key;
    asked = key;
    await window.htmx.ajax('POST', '/page-drafts/' + data.id + '/panel', {target: panel, source: root, swap: 'innerHTML', values: {_plugin: block.plugin, _type: block.type, _version: block.version, _props: JSON.stringify(block.props)}});
    if (asked !== key || !form()) return;
    form().dataset.key = String(key);
    form().dispatchEvent(new Event('change', {bubbles: true})); // fields that belong to values of others
    last = values();
  };
  const settings = () => {
    panel.replaceChildren(document.getElementById('page-settings').content.cloneNode(true));
    const field = panel.querySelector('[data-title]');
    field.value = state.title;
    field.addEventListener('input', () => change('title', () => { state.title = field.value; }));
  };
  one('[data-page-settings]').addEventListener('click', () => { chosen = 0; session = ''; draw(); settings(); view('panel'); });
  const read = async () => {
    const sheet = form();
    if (!sheet || !last || sheet.dataset.key !== String(chosen)) return;
    const now = values();
    if (now === last) return;
    last = now;
    const key = chosen;
    const turn = ++reading;
    let answer;
    try {
      answer = await post('/page-drafts/' + data.id + '/props', now, 'application/x-www-form-urlencoded');
    } catch (away) {
      say(words.offline);
      last = '?';
      return;
    }
    if (turn !== reading) return;
    if (form() === sheet) {
      sheet.querySelectorAll('.designer-error').forEach((each) => each.remove());
      sheet.querySelectorAll('[aria-invalid]').forEach((each) => each.removeAttribute('aria-invalid'));
    }
    const at = state.blocks[place(key)];
    if (!at) return;
    if (answer.status === 200) {
      at.wrong = undefined;
      if (JSON.stringify(at.props) !== JSON.stringify(answer.json.props)) {
        change('props ' + key, () => Object.assign(state.blocks[place(key)], {props: answer.json.props, version: answer.json.version}));
      } else draw();
    } else if (answer.json) {
      answer.json.wrong.forEach((error) => mark(sheet, error));
      at.wrong = words.fix;
      draw();
    } else toast(answer.text);
  };
  const mark = (sheet, {id, message}) => {
    const field = sheet.querySelector('#' + id) || sheet.querySelector('[name]:not([type=hidden])');
    const said = made('div', 'designer-error text-danger small mt-1', message);
    said.id = id + '-wrong';
    if (!field) { sheet.append(said); return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(field.tagName)) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', said.id);
    }
    (field.closest('.input-group,.picker,.rich') || field).after(said);
  };
  let due = 0;
  const look = () => { clearTimeout(due); due = setTimeout(read, 250); };
  ['input', 'change', 'click', 'drop'].forEach((type) => document.addEventListener(type, look));
  new MutationObserver(look).observe(panel, {childList: true, subtree: true});

  // --- preview

  // the next state loads behind the one that is shown, so that nothing flashes
  const shops = new URL(data.shops).origin;
  let frame = one('[data-frame]');
  let coming = null;
  const show = (where) => {
    one('[data-open]').href = where;
    if (!frame.src) { frame.src = where; return; }
    if (coming) coming.remove();
    const next = frame.cloneNode(false);
    next.removeAttribute('data-frame');
    next.setAttribute('aria-hidden', 'true');
    next.tabIndex = -1;
    next.src = where;
    coming = next;
    frame.after(next);
    setTimeout(() => arrived(next), 4000);
  };
  const arrived = (next) => {
    if (coming !== next) return;
    coming = null;
    frame.remove();
    next.dataset.frame = '';
    next.removeAttribute('aria-hidden');
    next.removeAttribute('tabindex');
    frame = next;
    tell();
  };
  const tell = () => {
    const known = state.blocks.filter((block) => kindOf(block));
    const at = known.findIndex((block) => block.key === chosen);
    if (at >= 0 && frame.contentWindow) frame.contentWindow.postMessage({wanpu: 'block', index: at}, shops);
  };
  window.addEventListener('message', (event) => {
    if (event.origin !== shops || !event.data || event.data.wanpu !== 'ready') return;
    if (coming && event.source === coming.contentWindow) arrived(coming);
    else if (event.source === frame.contentWindow) tell();
  });
  one('[data-reload]').addEventListener('click', async () => {
    const answer = await fetch('/page-drafts/' + data.id + '/preview', {credentials: 'same-origin', headers: {'HX-Request': 'true'}});
    if (answer.ok) show((await answer.json()).preview);
  });

  // --- the rest of the page

  const view = (name) => {
    root.dataset.view = name;
    root.querySelectorAll('[data-show]').forEach((button) => {
      button.classList.toggle('active', button.dataset.show === name);
      button.setAttribute('aria-pressed', String(button.dataset.show === name));
    });
  };
  root.querySelectorAll('[data-show]').forEach((button) => button.addEventListener('click', () => view(button.dataset.show)));
  const wrong = () => state.blocks.some((block) => block.wrong);
  root.querySelectorAll('form[data-flush]').forEach((sheet) => sheet.addEventListener('submit', async (event) => {
    event.preventDefault();
    await read();
    const fine = await save(version === 0);
    if (fine && !wrong()) { sheet.submit(); return; }
    sheet.closest('dialog').close();
    if (!stale) problem(words.fix);
  }));
  root.querySelectorAll('a[data-flush]').forEach((link) => link.addEventListener('click', async (event) => {
    event.preventDefault();
    if (await save()) location.href = link.href;
  }));

  draw();
  settings();
  show(data.preview);
})();
