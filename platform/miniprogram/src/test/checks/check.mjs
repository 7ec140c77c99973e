// Checks generated projects with WeChat's own tools, without a network:  node check.mjs FOLDER...
// Prints what is wrong, a line each, and ends with 1 if anything is.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const require = createRequire(import.meta.url)
const here = path.dirname(new URL(import.meta.url).pathname)
install()
const wrong = []
const folders = process.argv.slice(2)

const walk = (folder, below = '') =>
  fs.readdirSync(path.join(folder, below), { withFileTypes: true })
    .flatMap((each) => (each.isDirectory() ? walk(folder, path.posix.join(below, each.name)) : [path.posix.join(below, each.name)]))
    .sort()

for (const folder of folders) {
  const files = walk(folder)
  compilers(folder, files)
  await ci(folder, files)
}
types(folders)
for (const line of wrong) console.log(line)
console.log(`${folders.length} projects, ${wrong.length} problems`)
process.exit(wrong.length ? 1 : 0)

/** Fetches the tools, once for each lock file. */
function install() {
  const stamp = path.join(here, 'node_modules/.wanpu.sha256')
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(here, 'package-lock.json'))).digest('hex')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })
  fs.writeFileSync(stamp, wanted)
}

/** The compilers that phones' code goes through: wcc for templates, wcsc for style sheets. */
function compilers(folder, files) {
  const bin = path.join(path.dirname(require.resolve('miniprogram-compiler/package.json')), 'bin', { darwin: 'mac', win32: 'windows' }[process.platform] || 'linux')
  const run = (tool, args) => {
    const file = path.join(bin, tool)
    fs.chmodSync(file, 0o755)
    const out = path.join(os.tmpdir(), `wanpu-${process.pid}.out`)
    const done = spawnSync(file, [...args, '-o', out], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
    const said = (done.stderr || '') + (done.status === 0 ? '' : done.stdout || '')
    if (done.status !== 0 || /\b(err|error|unexpected)\b/i.test(said)) wrong.push(`${folder} ${tool}: ${said.trim().slice(0, 2000) || 'ended with ' + done.status}`)
    fs.rmSync(out, { force: true })
  }
  const templates = files.filter((each) => /\.(wxml|wxs)$/.test(each))
  run('wcc', ['-d', ...templates])
  const pages = files.filter((each) => each.endsWith('.wxss')).map((each) => './' + each)
  run('wcsc', ['-lc', ...pages])
}

/** The configuration checks of the upload tool; what it would ask WeChat about the app is answered here. */
async function ci(folder, files) {
  const tool = require('miniprogram-ci')
  const isTemplate = files.includes('ext.json')
  const project = new tool.Project({ appid: 'wx0000000000000001', type: 'miniProgram', projectPath: folder, privateKey: 'offline', ignores: [] })
  const limits = { MaxCodeSize: 2, MaxSubpackageSubCodeSize: 2, MaxSubpackageFullCodeSize: 20, NavigateMiniprogramLimit: 10, MaxSubPackageLimit: 100, MinTabbarCount: 2, MaxTabbarCount: 5, MaxTabbarIconSize: 40 }
  const app = { appid: 'wx0000000000000001', appName: 'shop', platform: isTemplate, gameApp: false, isSandbox: false, released: false, setting: limits }
  project.attr = async () => app
  project.attrSync = () => app
  const attempt = async (what, act) => {
    try {
      await act()
    } catch (error) {
      wrong.push(`${folder} ${what}: ${String((error && error.message) || error).slice(0, 1500)}`)
    }
  }
  let json
  await attempt('app.json', async () => (json = await tool.getAppJSON(project)))
  await attempt('sitemap.json', () => tool.getSiteMapJSON(project))
  if (isTemplate) await attempt('ext.json', () => tool.getExtJSON(project))
  const own = json || JSON.parse(fs.readFileSync(path.join(folder, 'app.json'), 'utf8'))
  const pages = [...own.pages, ...(own.subPackages || own.subpackages || []).flatMap((part) => part.pages.map((page) => path.posix.join(part.root, page)))]
  for (const page of pages) await attempt(page, () => tool.getPageJSON(project, { miniprogramRoot: '', pagePath: page }))
  const zip = path.join(os.tmpdir(), `wanpu-${process.pid}.zip`)
  await attempt('compile', () =>
    tool.getCompiledResult({ project, version: '1.0.0', desc: 'check', setting: { es6: true, es7: true, minify: false, minifyWXML: false }, onProgressUpdate() {} }, zip),
  )
  fs.rmSync(zip, { force: true })
}

/** Every use of `wx`, `Page` and `Component` against WeChat's declarations. */
function types(projects) {
  const ts = require('typescript')
  for (const folder of projects) {
    const sources = walk(folder).filter((each) => each.endsWith('.js') && !each.startsWith('miniprogram_npm/')).map((each) => path.join(folder, each))
    const program = ts.createProgram(sources, {
      allowJs: true, checkJs: true, moduleDetection: ts.ModuleDetectionKind.Force, noEmit: true, strict: false, skipLibCheck: true, target: ts.ScriptTarget.ES2019, module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10, lib: ['lib.es2019.d.ts'], types: ['miniprogram-api-typings'], typeRoots: [path.join(here, 'node_modules')],
      baseUrl: folder, paths: { 'tdesign-miniprogram/*': ['miniprogram_npm/tdesign-miniprogram/*'] }, ignoreDeprecations: '5.0',
    })
    for (const found of ts.getPreEmitDiagnostics(program)) {
      const file = found.file ? found.file.fileName : ''
      if (file.includes('/miniprogram_npm/') || file.includes('/node_modules/')) continue
      // pages are made by a function, so what their `this` has is not known here
      if (found.code === 2339 && ofThis(found)) continue
      const at = found.file ? found.file.getLineAndCharacterOfPosition(found.start) : { line: 0, character: 0 }
      wrong.push(`${file}:${at.line + 1}:${at.character + 1} ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`)
    }
  }
}

/** Whether it is `this` that lacks the property. */
function ofThis(found) {
  return found.file.text.slice(0, found.start).endsWith('this.')
}
