// Runs the files of a generated mini-program in a browser. A page of the host names what to load; each chunk registers
// itself with `wanpu.chunk(name, {modules, templates, json, scopes})`, and when the first ones are there the shop starts.
import { Registry } from './registry.js'
import { Space } from './space.js'
import { Shell } from './shell.js'
import { Ui } from './ui.js'
import { wxOf } from './wx/index.js'
import { Problems } from './problems.js'
import { follow } from './preview.js'

const problems = new Problems()
const registry = new Registry(problems)

window.wanpu = { chunk: (name, content) => registry.add(name, content), problems: problems.seen, hints: problems.hints }

function start() {
  const boot = JSON.parse(document.getElementById('wanpu').textContent)
  registry.describe(boot)
  const ui = new Ui(boot)
  const shell = new Shell(boot, registry, ui, problems)
  const wx = wxOf({ boot, shell, ui, registry })
  const space = new Space(boot, registry, wx, shell, problems)
  shell.bind(space, wx)
  problems.show = (text) => ui.problem(text)
  window.wanpu.shell = shell
  shell.launch()
  const editor = document.querySelector('meta[name=wanpu-editor]')
  if (editor) follow(editor.content)
}

window.wanpu.start = start
// a page that has been painted already is started when it has been seen: see first.js
if (!document.querySelector('.mp-first')) {
  if (document.readyState === 'complete') start()
  else document.addEventListener('DOMContentLoaded', start)
}
