/* The little that pages need beyond htmx. Every page works without it, except for uploading pictures. */
(() => {
  'use strict';
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const found = event.target.closest && event.target.closest(selector);
      if (found) act(found, event);
    });

  const token = () => { try { return JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token']; } catch { return ''; } };

  // menu on a phone
  on('click', '[data-toggle]', (button) => {
    const target = document.querySelector(button.dataset.toggle);
    const open = target.classList.toggle('show');
    button.setAttribute('aria-expanded', String(open));
  });

  // messages fade
  const fade = () =>
    document.querySelectorAll('[data-fades]:not([data-fading])').forEach((toast) => {
      toast.dataset.fading = '1';
      setTimeout(() => toast.remove(), 6000);
    });
  fade();
  document.addEventListener('htmx:afterSettle', fade);

  // progress of requests
  document.addEventListener('htmx:beforeRequest', () => document.body.classList.add('is-loading'));
  document.addEventListener('htmx:afterRequest', () => document.body.classList.remove('is-loading'));

  // dialogs that ask before something is undone
  on('click', '[data-dialog]', (button, event) => {
    const dialog = document.querySelector(button.dataset.dialog);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  });
  on('click', '[data-close]', (button) => button.closest('dialog').close());

  // "everything" makes single ticks needless
  const everything = (box) => document.querySelectorAll(`${box.dataset.all} input[type=checkbox]`).forEach((each) => { each.disabled = box.checked; });
  on('change', '[data-all]', everything);
  document.querySelectorAll('[data-all]').forEach(everything);

  // save bar: says that something has changed, and warns on leaving
  let dirty = false;
  const changed = (form) => {
    if (form.hasAttribute('data-live')) return;
    dirty = true;
    const state = form.querySelector('[data-save-state]');
    if (state) state.textContent = state.dataset.saveState;
  };
  on('input', 'form[data-guard]', changed);
  on('change', 'form[data-guard]', changed);
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    dirty = false;
    const button = event.submitter;
    if (button && !event.target.hasAttribute('hx-post')) {
      setTimeout(() => { button.disabled = true; }, 0);
      setTimeout(() => { button.disabled = false; }, 8000);
    }
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('button[disabled]:not([data-off])').forEach((b) => { b.disabled = false; }));
  window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });

  // rows that can be added and removed
  on('click', '[data-add-row]', (button) => {
    const box = button.closest('[data-repeater]');
    const rows = box.querySelector('[data-rows]');
    const next = Number(box.dataset.next || rows.children.length);
    box.dataset.next = String(next + 1);
    const copy = document.importNode(box.querySelector('template').content, true);
    copy.querySelectorAll('*').forEach((element) => {
      for (const attribute of [...element.attributes]) {
        if (attribute.value.includes('__i__')) element.setAttribute(attribute.name, attribute.value.replaceAll('__i__', String(next)));
      }
    });
    rows.append(copy);
    const added = rows.lastElementChild;
    if (window.htmx) window.htmx.process(added);
    const field = added.querySelector('input:not([type=hidden]),select,textarea');
    if (field) field.focus();
    const form = button.closest('form');
    if (form) changed(form);
  });
  on('click', '[data-remove-row]', (button) => {
    const form = button.closest('form');
    const rows = button.closest('[data-rows]');
    button.closest('[data-row]').remove();
    if (rows && window.htmx) window.htmx.trigger(rows, 'rows-changed');
    if (form) changed(form);
  });
  on('click', '[data-remove-picture]', (button) => {
    const form = button.closest('form');
    button.closest('li').remove();
    if (form) changed(form);
  });
  on('change', '[data-tick-all]', (box) => {
    box.closest('form').querySelectorAll('tbody input[type=checkbox]').forEach((one) => { one.checked = box.checked; });
  });
  on('change', 'form:has([data-ticked]) input[type=checkbox]', (box) => {
    const form = box.closest('form');
    const count = form.querySelectorAll('tbody input:checked').length;
    const said = form.querySelector('[data-ticked]');
    said.textContent = said.dataset.ticked.replace('{0}', String(count));
    form.querySelector('[data-tick-all]').indeterminate = count > 0 && count < form.querySelectorAll('tbody input[type=checkbox]').length;
  });

  // menus close when something else is clicked
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
  });

  // what is typed while a list is on its way stays
  let typing = null;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const field = document.activeElement;
    typing = event.detail.target && event.detail.target.id === 'list' && field && field.id === 'list-search'
      ? {value: field.value, at: field.selectionStart} : null;
  });
  document.addEventListener('htmx:afterSettle', (event) => {
    const list = document.getElementById('list');
    const here = document.querySelector('[data-here]');
    if (list && here) here.value = list.dataset.address;
    const field = document.getElementById('list-search');
    if (typing && field) { field.value = typing.value; field.focus(); field.setSelectionRange(typing.at, typing.at); }
    typing = null;
    document.querySelectorAll('[data-chart]').forEach(draw);
    document.querySelectorAll('[data-rich]').forEach(rich);
    document.querySelectorAll('[data-picture-list]').forEach(sortable);
  });

  // fields that belong to certain values of another field
  const showFields = (form) => form.querySelectorAll('[data-shown]').forEach((field) => {
    const other = form.elements[field.dataset.shown];
    const all = other instanceof RadioNodeList ? [...other] : other ? [other] : [];
    const value = all.map((one) => one.type === 'checkbox' ? String(one.checked) : one.type === 'radio' ? (one.checked ? one.value : '') : one.value).filter(Boolean)[0] || 'false';
    const shown = field.dataset.is.split(' ').includes(value);
    field.hidden = !shown;
    field.querySelectorAll('input,select,textarea').forEach((one) => { one.disabled = !shown; });
  });
  document.querySelectorAll('form:has([data-shown])').forEach(showFields);
  on('change', 'form:has([data-shown])', showFields);

  // a form that is sent is remembered until it has arrived: should the session have ended, its text comes back after signing in
  const DRAFT = 'wanpu.draft';
  const staff = document.body.dataset.staff;
  const read = () => { try { return JSON.parse(sessionStorage.getItem(DRAFT)); } catch { return null; } };
  const forget = () => { try { sessionStorage.removeItem(DRAFT); } catch { /* nothing was kept */ } };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.hasAttribute('data-forget')) { forget(); return; }
    if (!form.hasAttribute('data-guard') || !staff) return;
    const fields = [...new FormData(form)].filter(([name, value]) => name !== '_csrf' && typeof value === 'string');
    try { sessionStorage.setItem(DRAFT, JSON.stringify({staff, action: new URL(form.action).pathname + new URL(form.action).search, fields, out: false})); } catch { /* too large to keep */ }
  });
  const draft = read();
  if (draft) {
    const out = !staff || document.querySelector('[data-keep-draft]');
    if (out) {
      try { sessionStorage.setItem(DRAFT, JSON.stringify({...draft, out: true})); } catch { /* it is there already */ }
    }
    if (staff && draft.staff === staff && (draft.out || out)) {
      forget();
      const form = document.createElement('form');
      form.method = 'post';
      form.action = draft.action;
      form.hidden = true;
      const add = (name, value) => {
        const field = document.createElement('textarea');
        field.name = name;
        field.value = value;
        form.append(field);
      };
      draft.fields.forEach(([name, value]) => add(name, value));
      add('_kept', '1');
      add('_csrf', token());
      document.body.append(form);
      form.submit();
    } else if (staff) {
      forget();
    }
  }
  // an answer that shows the form again holds text that is not saved
  const summary = document.querySelector('[data-summary]');
  if (summary) {
    summary.focus({preventScroll: true});
    document.querySelectorAll('form[data-guard]').forEach(changed);
  }


  // choosing a SKU from the results of a search
  on('click', '[data-choose]', (button) => {
    const picker = button.closest('[data-picker]');
    picker.querySelector('input[type=hidden]').value = button.dataset.choose;
    picker.querySelector('[data-chosen]').textContent = button.dataset.label;
    picker.querySelector('input[type=search]').value = '';
    button.closest('.picker-results').replaceChildren();
    const form = picker.closest('form');
    if (form) changed(form);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelectorAll('.picker-results').forEach((box) => box.replaceChildren());
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      const search = document.querySelector('[data-search]');
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  // shortcuts: g and a letter goes to a page, ? shows them all
  const places = {h: '/', o: '/orders', p: '/products', m: '/members'};
  let going = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const sheet = document.getElementById('keys');
    if (event.key === '?' && sheet && !sheet.open) sheet.showModal();
    if (Date.now() - going < 1500 && places[event.key] && document.querySelector(`.navbar a[href="${places[event.key]}"]`)) location.assign(places[event.key]);
    going = event.key === 'g' ? Date.now() : 0;
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-picker]')) document.querySelectorAll('.picker-results').forEach((box) => box.replaceChildren());
  });

  // files go up as they are, one request each; the answer is the row to show
  const say = (html) => { document.getElementById('toasts').insertAdjacentHTML('beforeend', html); fade(); };
  const upload = (address, file, name, box) => new Promise((done) => {
    const row = document.createElement('div');
    row.className = 'upload';
    const label = document.createElement('span');
    label.className = 'clip';
    label.textContent = name;
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', name);
    const said = document.createElement('span');
    row.append(label, bar, said);
    if (box) box.append(row);
    const request = new XMLHttpRequest();
    request.open('POST', address + (address.includes('?') ? '&' : '?') + 'name=' + encodeURIComponent(name));
    request.setRequestHeader('X-CSRF-Token', token());
    request.setRequestHeader('HX-Request', 'true');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) { bar.value = 100 * event.loaded / event.total; said.textContent = Math.floor(bar.value) + ' %'; }
    };
    request.onloadend = () => {
      row.remove();
      const to = request.getResponseHeader('HX-Redirect');
      if (to) { location.href = to; done(null); return; }
      if (request.status === 0 || request.status >= 400) { say(request.responseText); done(null); return; }
      done(request.responseText);
    };
    request.send(file);
  });
  on('change', 'input[type=file][data-upload]', async (input) => {
    const field = input.closest('[data-pictures]');
    const into = field ? field.querySelector('[data-picture-list]') : document.querySelector(input.dataset.into);
    for (const file of input.files) {
      const html = await upload(input.dataset.upload, file, file.name, (field || document).querySelector('[data-uploads]'));
      if (!html) continue;
      if (field && field.dataset.many !== 'true') into.replaceChildren();
      into.insertAdjacentHTML(input.hasAttribute('data-first') ? 'afterbegin' : 'beforeend', html);
      document.querySelectorAll('[data-none]').forEach((none) => none.remove());
      const form = input.closest('form');
      if (form) changed(form);
    }
    input.value = '';
  });

  // a window over the page, filled by the server
  const overlay = (html) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'wide';
    dialog.innerHTML = html;
    document.body.append(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
    if (window.htmx) window.htmx.process(dialog);
    return dialog;
  };
  let wanted = null;
  on('click', '[data-library]', async (button) => {
    const answer = await fetch(button.dataset.library, {headers: {'HX-Request': 'true'}, credentials: 'same-origin'});
    if (answer.headers.get('HX-Redirect')) { location.href = answer.headers.get('HX-Redirect'); return; }
    const html = await answer.text();
    if (!answer.ok) { say(html); return; }
    wanted = button;
    overlay(html);
  });
  on('click', '[data-take]', (item) => {
    const field = wanted && wanted.closest('[data-pictures]');
    const text = wanted && wanted.closest('[data-rich]');
    const form = wanted && wanted.closest('form');
    if (field) {
      const list = field.querySelector('[data-picture-list]');
      if (field.dataset.many !== 'true') list.replaceChildren();
      list.insertAdjacentHTML('beforeend', item.querySelector('template').innerHTML);
    } else if (text) {
      const box = text.querySelector('.rich-text');
      box.focus();
      const picture = document.createElement('img');
      picture.src = box.dataset.media + item.dataset.take;
      picture.alt = '';
      const selection = getSelection();
      if (selection.rangeCount && box.contains(selection.anchorNode)) selection.getRangeAt(0).insertNode(picture); else box.append(picture);
      keepText(text);
    }
    if (form) changed(form);
    item.closest('dialog').close();
  });

  // order of pictures: dragging, or the arrow
  on('click', '[data-picture-left]', (button) => {
    const item = button.closest('li');
    const before = item.previousElementSibling;
    if (before) { before.before(item); button.focus(); changed(button.closest('form')); }
  });
  const load = (address) => new Promise((done) => {
    const known = document.querySelector('script[src="' + address + '"]');
    if (known) { if (known.dataset.here) done(); else known.addEventListener('load', done); return; }
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('load', () => { script.dataset.here = '1'; done(); });
    document.head.append(script);
  });
  const assets = document.querySelector('script[src*="/admin.js"]').getAttribute('src').replace('admin.js', '');
  const sortable = async (list) => {
    if (list.dataset.sortable) return;
    list.dataset.sortable = '1';
    await load(assets + 'Sortable.min.js');
    window.Sortable.create(list, {animation: 120, onEnd: () => { const form = list.closest('form'); if (form) changed(form); }});
  };
  document.querySelectorAll('[data-picture-list]').forEach(sortable);

  // categories by dragging; each step can be made with buttons as well
  const grow = async (list) => {
    await load(assets + 'Sortable.min.js');
    window.Sortable.create(list, {group: 'tree', handle: '.tree-grip', animation: 120, fallbackOnBody: true, onEnd: (event) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/categories/' + event.item.dataset.id + '/place';
      form.hidden = true;
      const add = (name, value) => { const field = document.createElement('input'); field.name = name; field.value = value; form.append(field); };
      add('_csrf', token());
      add('parent', event.to.dataset.tree);
      add('index', String(event.newIndex));
      document.body.append(form);
      if (event.from !== event.to || event.oldIndex !== event.newIndex) form.submit();
    }});
  };
  if (document.querySelector('.tree-grip')) document.querySelectorAll('[data-tree]').forEach(grow);

  // one value for every row of the SKU table
  on('click', '[data-fill]', (button) => {
    const box = button.closest('[data-fills]');
    box.querySelectorAll('[data-fill-field]').forEach((field) => {
      if (field.value === '') return;
      document.querySelectorAll('#skus tbody input[name$=".' + field.dataset.fillField + '"]').forEach((cell) => { cell.value = field.value; });
      field.value = '';
    });
    changed(button.closest('form'));
  });

  // cropping: a rectangle over the picture; the part becomes a picture of its own
  on('click', '[data-picture-crop]', (button) => {
    const item = button.closest('li');
    const words = document.getElementById('crop-words').content.cloneNode(true);
    const holder = document.createElement('div');
    holder.append(words);
    const dialog = overlay(holder.innerHTML);
    const canvas = dialog.querySelector('canvas');
    const brush = canvas.getContext('2d');
    const picture = new Image();
    let box = null;
    let scale = 1;
    let ratio = 1;
    const paint = () => {
      brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
      if (!box) return;
      brush.fillStyle = 'rgba(0,0,0,.5)';
      brush.beginPath();
      brush.rect(0, 0, canvas.width, canvas.height);
      brush.rect(box.x, box.y, box.w, box.h);
      brush.fill('evenodd');
      brush.strokeStyle = '#fff';
      brush.lineWidth = 2;
      brush.strokeRect(box.x, box.y, box.w, box.h);
    };
    const fit = () => {
      const w = ratio ? Math.min(canvas.width, canvas.height * ratio) : canvas.width;
      const h = ratio ? w / ratio : canvas.height;
      box = {x: (canvas.width - w) / 2, y: (canvas.height - h) / 2, w, h};
      paint();
    };
    picture.onload = () => {
      scale = Math.min(1, 760 / picture.naturalWidth, 420 / picture.naturalHeight);
      canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
      fit();
    };
    picture.src = item.querySelector('img').src;
    const point = (event) => {
      const area = canvas.getBoundingClientRect();
      return {x: (event.clientX - area.left) * canvas.width / area.width, y: (event.clientY - area.top) * canvas.height / area.height};
    };
    let start = null;
    canvas.addEventListener('pointerdown', (event) => { start = point(event); canvas.setPointerCapture(event.pointerId); });
    canvas.addEventListener('pointermove', (event) => {
      if (!start) return;
      const now = point(event);
      let w = Math.min(Math.abs(now.x - start.x), now.x < start.x ? start.x : canvas.width - start.x);
      let h = Math.min(Math.abs(now.y - start.y), now.y < start.y ? start.y : canvas.height - start.y);
      if (ratio) { if (w / ratio > h) w = h * ratio; else h = w / ratio; }
      if (w > 8 && h > 8) { box = {x: now.x < start.x ? start.x - w : start.x, y: now.y < start.y ? start.y - h : start.y, w, h}; paint(); }
    });
    canvas.addEventListener('pointerup', () => { start = null; });
    dialog.querySelector('select').addEventListener('change', (event) => { ratio = Number(event.target.value); fit(); });
    canvas.addEventListener('keydown', (event) => {
      const step = event.shiftKey ? 1 : 10;
      const moves = {ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step]};
      const grow = event.key === '+' ? 1.1 : event.key === '-' ? 1 / 1.1 : 0;
      if (grow) {
        const w = Math.min(box.w * grow, canvas.width - box.x, ratio ? (canvas.height - box.y) * ratio : canvas.width);
        box = {...box, w, h: ratio ? w / ratio : Math.min(box.h * grow, canvas.height - box.y)};
      } else if (moves[event.key]) {
        box = {...box, x: Math.max(0, Math.min(canvas.width - box.w, box.x + moves[event.key][0])), y: Math.max(0, Math.min(canvas.height - box.h, box.y + moves[event.key][1]))};
      } else return;
      event.preventDefault();
      paint();
    });
    dialog.querySelector('[data-crop-done]').addEventListener('click', () => {
      const part = document.createElement('canvas');
      part.width = Math.max(1, Math.round(box.w / scale));
      part.height = Math.max(1, Math.round(box.h / scale));
      part.getContext('2d').drawImage(picture, box.x / scale, box.y / scale, box.w / scale, box.h / scale, 0, 0, part.width, part.height);
      part.toBlob(async (blob) => {
        const field = item.closest('[data-pictures]');
        const html = await upload('/pictures?field=' + encodeURIComponent(field.dataset.pictures), blob, 'crop.png', field.querySelector('[data-uploads]'));
        dialog.close();
        if (!html) return;
        item.insertAdjacentHTML('afterend', html);
        item.remove();
        changed(field.closest('form'));
      }, 'image/png');
    });
  });

  // rich text: the browser's own editing; the server takes out what is not allowed
  const keepText = (field) => {
    const box = field.querySelector('.rich-text');
    const copy = box.cloneNode(true);
    copy.querySelectorAll('img').forEach((image) => {
      const key = (image.getAttribute('src') || '').match(/[0-9a-f]{64}$/);
      if (key) image.setAttribute('src', 'media:' + key[0]); else image.remove();
    });
    const html = copy.innerHTML;
    field.querySelector('textarea').value = copy.textContent.trim() === '' && !copy.querySelector('img,hr') ? '' : html;
  };
  const rich = (field) => {
    if (field.dataset.ready) return;
    field.dataset.ready = '1';
    const plain = field.querySelector('textarea');
    const box = field.querySelector('.rich-text');
    const tools = field.querySelector('.rich-tools');
    const doc = new DOMParser().parseFromString(plain.value, 'text/html');
    doc.querySelectorAll('script,style,iframe,object,form').forEach((one) => one.remove());
    doc.querySelectorAll('*').forEach((one) => [...one.attributes].forEach((a) => { if (/^on|^style$/i.test(a.name)) one.removeAttribute(a.name); }));
    doc.querySelectorAll('img').forEach((image) => {
      const key = (image.getAttribute('src') || '').match(/^media:([0-9a-f]{64})$/);
      if (key) { image.setAttribute('src', box.dataset.media + key[1]); if (!image.hasAttribute('alt')) image.alt = ''; } else image.remove();
    });
    box.replaceChildren(...doc.body.childNodes);
    if (plain.closest('fieldset[disabled]')) box.contentEditable = 'false'; else tools.hidden = false;
    box.hidden = false;
    plain.hidden = true;
    box.id = plain.id + '-text';
    try { document.execCommand('styleWithCSS', false, 'false'); document.execCommand('defaultParagraphSeparator', false, 'p'); } catch { /* old ways do */ }
    box.addEventListener('input', () => { keepText(field); const form = field.closest('form'); if (form) changed(form); });
    box.addEventListener('paste', (event) => {
      event.preventDefault();
      document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
    });
  };
  on('mousedown', '.rich-tools [data-do]', (button, event) => event.preventDefault());
  on('click', '.rich-tools [data-do]', (button) => {
    const field = button.closest('[data-rich]');
    field.querySelector('.rich-text').focus();
    document.execCommand(button.dataset.do, false, button.dataset.with ? '<' + button.dataset.with + '>' : undefined);
    keepText(field);
    changed(field.closest('form'));
  });
  document.querySelectorAll('[data-rich]').forEach(rich);

  // charts
  const saveAs = (address, name) => { const link = document.createElement('a'); link.href = address; link.download = name; link.click(); };
  const draw = async (figure) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = '1';
    await load(figure.dataset.script);
    const data = JSON.parse(figure.dataset.chart);
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--tblr-secondary').trim();
    const line = style.getPropertyValue('--tblr-border-color').trim();
    const chart = window.echarts.init(figure.querySelector('.chart-picture'));
    chart.setOption({
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      color: [style.getPropertyValue('--tblr-primary').trim(), '#5b8def', '#2f9e6e', '#d59a1b', '#8a63d2'],
      grid: {left: 8, right: 12, top: 36, bottom: 4, containLabel: true},
      legend: {top: 0, left: 0, textStyle: {color: ink}, itemHeight: 8},
      tooltip: {trigger: 'axis', renderMode: 'richText'},
      xAxis: {type: 'category', data: data.points, axisLabel: {color: ink}, axisLine: {lineStyle: {color: line}}},
      yAxis: {type: 'value', name: data.unit, nameTextStyle: {color: ink}, axisLabel: {color: ink}, splitLine: {lineStyle: {color: line}}},
      series: data.series.map((one, i) => ({
        name: one.name, type: data.kind, data: one.data, smooth: .25, symbolSize: 5,
        lineStyle: i ? {type: 'dashed', width: 1.5} : {width: 2.5}, areaStyle: data.kind === 'line' && i === 0 ? {opacity: .08} : undefined,
      })),
    });
    new ResizeObserver(() => chart.resize()).observe(figure.querySelector('.chart-picture'));
    figure.chart = chart;
  };
  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => { if (entry.isIntersecting) draw(entry.target); }), {rootMargin: '80px'});
  document.querySelectorAll('[data-chart]').forEach((figure) => seen.observe(figure));
  on('click', '[data-chart-png]', (button) => {
    const figure = button.closest('[data-chart]');
    if (figure.chart) saveAs(figure.chart.getDataURL({pixelRatio: 2, backgroundColor: '#fff'}), figure.dataset.name + '.png');
  });
  on('click', '[data-chart-csv]', (button) => {
    const figure = button.closest('[data-chart]');
    const data = JSON.parse(figure.dataset.chart);
    const cell = (value) => { const text = String(value); return '"' + (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" : '') + text.replaceAll('"', '""') + '"'; };
    const rows = [['', ...data.series.map((one) => one.name)], ...data.points.map((point, i) => [point, ...data.series.map((one) => one.data[i])])];
    const blob = new Blob(['\ufeff' + rows.map((row) => row.map(cell).join(',')).join('\r\n')], {type: 'text/csv'});
    const address = URL.createObjectURL(blob);
    saveAs(address, figure.dataset.name + '.csv');
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
})();
