/* Pictures: uploads with progress, the library, their order, cropping. Categories by dragging. */
import {assets, changed, load, on, overlay, say, token} from './shared.js';
import {keepText} from './text.js';

// files go up as they are, one request each; the answer is the row to show
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
export const sortable = async (list) => {
  if (list.dataset.sortable || list.closest('[data-many=false]')) return;
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
