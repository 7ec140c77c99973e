// Prepares what the storefront's generator needs and Java cannot make: the browser runtime in one file, the component
// library as plain CommonJS, its icons as masks. Runs in every build; does nothing when its inputs have not changed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const out = path.join(here, 'target/classes/storefront')
const modules = path.join(here, 'node_modules')
const stamp = path.join(here, 'target/web.sha256')

const walk = (folder, below = '') =>
  !fs.existsSync(path.join(folder, below))
    ? []
    : fs.readdirSync(path.join(folder, below), { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((e) => (e.isDirectory() ? walk(folder, path.posix.join(below, e.name)) : [path.posix.join(below, e.name)]))
const sha256 = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(fs.readFileSync(path.join(here, file))).update('\0')
  return hash.digest('hex')
}
const put = (file, content) => {
  const to = path.join(out, file)
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.writeFileSync(to, content)
}

/** The pages and themes as they stand in the repository, with a list of what is there. */
function sources() {
  const from = { miniprogram: path.join(here, 'src/main/miniprogram'), themes: path.join(here, '../../tenant-themes') }
  for (const [name, folder] of Object.entries(from)) {
    const files = walk(folder)
    for (const old of walk(path.join(out, name))) if (!files.includes(old)) fs.rmSync(path.join(out, name, old))
    for (const file of files) {
      const content = fs.readFileSync(path.join(folder, file))
      const to = path.join(out, name, file)
      if (!fs.existsSync(to) || !fs.readFileSync(to).equals(content)) put(name + '/' + file, content)
    }
  }
  put('index', walk(out).filter((file) => file !== 'index').join('\n') + '\n')
}

/** The component library: ES modules become CommonJS, every require names a file. */
async function components(esbuild) {
  const root = path.join(modules, 'tdesign-miniprogram/miniprogram_dist')
  const base = 'components/tdesign-miniprogram/'
  fs.rmSync(path.join(out, 'components'), { recursive: true, force: true })
  const kept = walk(root).filter(
    (file) => /\.(js|json|wxml|wxss|wxs)$/.test(file) && !file.startsWith('miniprogram_npm/') && !/^(chat-|table\/|color-picker|common\/shared\/color-picker|\.|attachments)|-info\.json$/.test(file),
  )
  const known = new Set(kept)
  const used = new Set()
  for (const file of kept) {
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    if (!file.endsWith('.js')) {
      put(base + file, file === 'icon/icon.wxss' ? text.replace(/@font-face\{[^}]*\}/, '').replace(/\.t-icon-[\w-]+:before\{content:[^}]*\}\n?/g, '') : text)
      continue
    }
    for (const [, names] of text.matchAll(/import\{([^}]*)\}from"tslib"/g)) names.split(',').forEach((name) => used.add(name.trim()))
    const { code } = await esbuild.transform(text, { format: 'cjs', target: 'es2018', minify: true })
    const explicit = code.replace(/require\("([^"]+)"\)/g, (_, wanted) => `require(${JSON.stringify(resolve(file, wanted, known))})`)
    put(base + file, explicit.replace(/^"use strict";/, ''))
  }
  for (const name of used) if (!(name in TSLIB)) throw new Error('the component library wants ' + name + ' of tslib')
  put(base + 'tslib.js', Object.entries(TSLIB).map(([name, code]) => `exports.${name} = ${code}`).join('\n') + '\n')
  const dayjs = path.join(root, 'miniprogram_npm/dayjs')
  for (const file of walk(dayjs).filter((each) => each.endsWith('.js'))) put(base + 'dayjs/' + file, fs.readFileSync(path.join(dayjs, file), 'utf8').replaceAll('require("dayjs")', `require("${file.includes('/') ? '../' : './'}index")`))
  put(base + 'LICENSE', fs.readFileSync(path.join(modules, 'tdesign-miniprogram/LICENSE')))
}

/** The helpers of compiled TypeScript that the components use. */
const TSLIB = {
  __decorate: '(decorators, target) => decorators.reduceRight((type, each) => each(type) || type, target)',
  __rest: '(source, left) => Object.fromEntries(Object.entries(source || {}).filter(([name]) => !left.includes(name)))',
  __awaiter:
    '(self, args, kind, generator) => new Promise((done, failed) => { const run = generator.apply(self, args || []); ' +
    'const step = (how, value) => { try { const next = run[how](value); if (next.done) done(next.value); ' +
    "else Promise.resolve(next.value).then((v) => step('next', v), (e) => step('throw', e)) } catch (error) { failed(error) } }; step('next') })",
}

function resolve(from, wanted, known) {
  const folder = path.posix.dirname(from)
  if (!wanted.startsWith('.')) {
    const library = wanted.split('/')[0]
    const rest = library === 'dayjs' ? wanted.slice(6) || 'index' : ''
    return relative(folder, library === 'dayjs' ? 'dayjs/' + rest.replace(/\.js$/, '') : library)
  }
  const target = path.posix.normalize(path.posix.join(folder, wanted)).replace(/\.js$/, '').replace(/\/$/, '')
  if (known.has(target + '.js')) return relative(folder, target)
  if (known.has(target + '/index.js')) return relative(folder, target + '/index')
  return wanted
}

function relative(folder, target) {
  const way = path.posix.relative(folder, target)
  return way.startsWith('.') ? way : './' + way
}

/** The browser runtime. Templates share a few helpers, which the template compiler names. */
async function runtime(esbuild) {
  const { createRequire } = await import('node:module')
  const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')
  const group = new TmplGroup()
  group.addScript('a', '')
  const helpers = group.getRuntimeString()
  const builtins = await templates(esbuild, TmplGroup)
  const given = {
    name: 'given',
    setup(build) {
      build.onResolve({ filter: /^wanpu:/ }, (args) => ({ path: args.path, namespace: 'wanpu' }))
      build.onLoad({ filter: /^wanpu:helpers$/, namespace: 'wanpu' }, () => ({
        contents:
          'var getRegExp=function(a,b){return new RegExp(a,b)},getDate=function(a){return a===undefined?new Date():new Date(a)};' +
          helpers + '\nexport {X,Y,Z,P,Q,D,getRegExp,getDate}',
      }))
      build.onLoad({ filter: /^wanpu:templates$/, namespace: 'wanpu' }, () => ({ contents: builtins }))
    },
  }
  const built = await esbuild.build({
    entryPoints: [path.join(here, 'src/main/web/main.js')],
    bundle: true, minify: true, format: 'iife', target: 'es2020', charset: 'utf8', legalComments: 'none', write: false, metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: "var process={env:{NODE_ENV:'production'}};" },
    alias: { 'glass-easel': path.join(modules, 'glass-easel/dist/glass_easel.all.es.js') },
    plugins: [given], logLevel: 'warning',
  })
  put('runtime.js', built.outputFiles[0].contents)
  const css = await esbuild.transform(fs.readFileSync(path.join(here, 'src/main/web/base.css'), 'utf8'), { loader: 'css', minify: true })
  put('runtime.css', css.code)
  const first = await esbuild.build({ entryPoints: [path.join(here, 'src/main/web/first.js')], bundle: true, minify: true, format: 'iife', target: 'es2020', write: false })
  put('first.js', first.outputFiles[0].contents)
}

/** Templates of the built-in components, compiled. */
async function templates(esbuild, TmplGroup) {
  const bundled = await esbuild.build({
    entryPoints: [path.join(here, 'src/main/web/builtins/templates.js')], bundle: true, format: 'esm', write: false,
  })
  const { default: all } = await import('data:text/javascript;base64,' + Buffer.from(bundled.outputFiles[0].text).toString('base64'))
  const group = new TmplGroup()
  let code = 'import {X,Y,Z,P,Q,D} from "wanpu:helpers"; const G = {}, R = {};\n'
  for (const [name, template] of Object.entries(all)) {
    const problems = group.addTmpl('builtin/' + name, template)
    if (problems.length) throw new Error(name + ': ' + problems.map((each) => each.message).join(', '))
    code += `G[${JSON.stringify('builtin/' + name)}] = ${group.getTmplGenObject('builtin/' + name)};\n`
  }
  return code + 'export default G'
}

/** Icons by name as a mask in the colour of the text, so that no font is loaded from elsewhere. */
function icons() {
  const folder = path.join(modules, 'tdesign-icons-svg/src')
  const lines = walk(folder).filter((file) => file.endsWith('.svg')).map((file) => {
    const svg = fs.readFileSync(path.join(folder, file), 'utf8')
      .replace(/view-box=/g, 'viewBox=')
      .replace(/ (class|id|width|height)="[^"]*"/g, '')
      .replace(/currentColor/g, '#000')
      .replace(/"/g, "'").replace(/</g, '%3C').replace(/>/g, '%3E').replace(/#/g, '%23')
    return file.slice(0, -4) + '\t' + svg
  })
  put('icons.tsv', lines.join('\n') + '\n')
}

/** Provinces, cities and districts as [name, [name, [name]]], for the region picker; it is fetched when one is opened. */
async function regions() {
  const { areaList } = await import('@vant/area-data')
  const below = (list, prefix) => Object.entries(list).filter(([code]) => code.startsWith(prefix))
  const tree = Object.entries(areaList.province_list).map(([province, name]) => [
    name,
    below(areaList.city_list, province.slice(0, 2)).map(([city, called]) => [called, below(areaList.county_list, city.slice(0, 4)).map(([, district]) => district)]),
  ])
  put('regions.json', JSON.stringify(tree))
}

const locked = ['package.json', 'package-lock.json']
const installed = path.join(modules, '.wanpu.sha256')
const wanted = sha256(locked)
if (!fs.existsSync(installed) || fs.readFileSync(installed, 'utf8') !== wanted) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' })
  fs.writeFileSync(installed, wanted)
}

const inputs = [...locked, 'build.mjs', ...walk(path.join(here, 'src/main/web')).map((file) => 'src/main/web/' + file)]
const hash = sha256(inputs)
if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== hash || !fs.existsSync(path.join(out, 'runtime.js'))) {
  const esbuild = await import('esbuild')
  await components(esbuild)
  await runtime(esbuild)
  icons()
  await regions()
  fs.writeFileSync(stamp, hash)
}
sources()
